"""The classes of the planted changes and of the harmless posts, with their Russian names."""

CHANGES = {
    "digit": "одна цифра",
    "date": "дата",
    "year": "год",
    "weekday": "день недели",
    "time": "время",
    "range": "промежуток",
    "deadline": "«до» и «после»",
    "phone": "телефон",
    "house": "номер дома",
    "street": "улица",
    "sum": "сумма",
    "percent": "процент",
    "noun": "что сосчитано",
    "name": "имя",
    "body": "орган или учреждение",
    "link": "адрес сайта или почты",
    "negation": "«не»",
    "opposite": "обратный смысл",
    "condition": "потерянное условие",
    "sentence": "добавленное предложение",
    "detail": "добавленная подробность",
}
HARMLESS = {
    "identical": "то же слово в слово",
    "typography": "кавычки, тире, эмодзи",
    "format": "другая запись того же",
    "list": "списком, с хештегами",
    "sentences": "короче на предложения",
    "within": "короче внутри предложений",
    "wording": "другими словами",
    "reorder": "в другом порядке",
    "link-added": "ссылка на сайт добавлена",
}
KINDS = CHANGES | HARMLESS
