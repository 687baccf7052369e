"""Words that say the contrary of each other; data only.

«=» as in `synonyms`: the whole word; a line that begins with «+» goes on with the one above.
"""

from functools import lru_cache

_OPPOSITES = """
откры откро | закры закро перекр
разреш откры откро | запрещ запрет нельзя=
сниз сниж уменьш сократ сокращ пониз пониж | повыс повыша повышен= повышена= повышено= повышены=
+ повысит= повысят= вырос вырас растет= растут= рост= увелич подорожа поднял поднима прибав
спад упал= упала= упали= подешев дешев сниз сниж | вырос вырас растет= рост= подорожа дороже= прибав
бесплатн свободн | платн=
бесплатн свободн | платный= платная= платно= платное= платные=
начн начали= началс начат начин старт | законч заверш оконч прекра
раньше= ранее= досрочн | позже= позднее=
больше= более= выше= старше= свыше= | меньше= менее= ниже= младше= моложе=
включ подключ | отключ выключ
обязательн обязан обязаны= должн | добровольн необязат рекоменд желательн вправе= могут= может=
трудн сложн неудобн | легче= легко= проще= просто= удобн
допуск допуст | недопуст
холодн | горяч
взросл | ребен дети= детей= детям= детск
ухудш худш хуже= | улучш лучше= лучш
выигра побед | проигра поражен
профицит | дефицит
ускор | замедл
последни последня последне | первый= первая= первое= первого=
внутри= внутрен | снаружи= внешн
будни= будням= будня | выходн
сохран остает остан прежн | сниз сниж повыс отмен измен вырас вырос
построе постро | снес снос снест
принят принял одобр утверд | отклон отверг отказ
введ ввод | отмен
верну восстан | отключ прекра
однократ единоврем | ежегодн ежемесяч еженедельн ежедневн
"""

_SIDES = tuple(
    (tuple(one.split()), tuple(other.split()))
    for line in _OPPOSITES.strip().replace("\n+", "").split("\n")
    for one, _, other in (line.partition("|"),)
)


@lru_cache(maxsize=20_000)
def sides(form: str) -> frozenset[int]:
    """On which sides of which oppositions the word stands: n and −n contradict each other."""
    return frozenset(
        number if side == 0 else -number
        for number, pair in enumerate(_SIDES, 1)
        for side, words in enumerate(pair)
        if any(form == w[:-1] if w.endswith("=") else form.startswith(w) for w in words)
    )


def contrary(one: str, other: str) -> bool:
    """Whether the two words contradict each other: «закроют» and «откроют»."""
    mine, theirs = sides(one), sides(other)
    return any(-side in theirs for side in mine) and mine.isdisjoint(theirs)
