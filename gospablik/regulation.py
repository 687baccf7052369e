"""The regulation as data: its clauses, the grounds of clause 4.2 and the offices it names.

Source: «Положение о порядке организации работы по созданию и ведению аккаунтов в социальных
сетях Окружной Администрации Городского округа "Жатай"», 2020.
"""

from enum import StrEnum

EDITION = (
    "Положение о порядке организации работы по созданию и ведению аккаунтов в социальных сетях"
    " Окружной Администрации Городского округа «Жатай», 2020 год"
)
"""Which regulation the clauses are of; sealed with each removal."""
CLAUSES = {
    "1.2": "администратор страницы — сотрудник администрации",
    "2.1": "аккаунты создаёт и ведёт отдел информационных технологий",
    "2.2": "доступ к страницам — через специально созданные аккаунты администрации",
    "3.1": "страницы наполняет специалист отдела информационных технологий",
    "3.2": "публикации регулярны и соответствуют официальному сайту",
    "3.3": "публикации могут дополняться аудиовизуальными материалами и ссылками",
    "3.4": "аудитория расширяется средствами, которые допускает сеть",
    "3.5": "на странице указано, что она официальная",
    "4.1": "комментарии не являются обращениями по 59-ФЗ",
    "4.2": "комментарии с нарушениями могут быть удалены администратором страницы",
    "4.3": "за два и более нарушения автор может быть заблокирован — "
    "по решению Главы или заместителя главы",
    "5.1": "страницы администрируются с использованием электронной почты",
    "5.2": "за размещением информации следит начальник отдела информационных технологий",
}


class Ground(StrEnum):
    """Why clause 4.2 lets a comment be removed. The value is stored; `words` is shown."""

    LAW = "law"
    RULES = "rules"
    INSULT = "insult"
    DISTORTION = "distortion"

    @property
    def words(self) -> str:
        """The ground as an operator and a resident read it."""
        return _GROUND_WORDS[self]


_GROUND_WORDS = {
    Ground.LAW: "нарушает закон",
    Ground.RULES: "нарушает правила сети",
    Ground.INSULT: "оскорбление",
    Ground.DISTORTION: "явно искажает смысл публикации",
}


class Office(StrEnum):
    """Whom the order and the regulation name. The value is what organisation.toml says."""

    HEAD = "глава"
    DEPUTY = "заместитель главы"
    IT_HEAD = "начальник отдела ИТ"
    SPECIALIST = "специалист отдела ИТ"

    @property
    def decides_blocks(self) -> bool:
        """Clause 4.3: the head or a deputy, nobody else."""
        return self in (Office.HEAD, Office.DEPUTY)

    @property
    def rules_on_comments(self) -> bool:
        """Clauses 3.1 and 4.2: the page's administrator, that is the IT department."""
        return self in (Office.SPECIALIST, Office.IT_HEAD)
