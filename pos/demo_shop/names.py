"""Word lists for the demo shop's people and places; family names and towns are invented."""

GIVEN_NAMES = (
    "Adèle", "Aisha", "Alma", "Anton", "Anya", "Arthur", "Astrid", "Bela", "Bruno", "Camille",
    "Carla", "Chiara", "Clara", "Daniel", "Diego", "Edith", "Elif", "Emil", "Esther", "Fabio",
    "Fatima", "Felix", "Frida", "Gabriel", "Greta", "Hanna", "Hugo", "Ida", "Igor", "Imani",
    "Iris", "Jan", "Jonas", "José", "Karim", "Katja", "Lars", "Léa", "Leon", "Liv",
    "Lucía", "Luka", "Malik", "Marek", "Mira", "Nadia", "Nils", "Noor", "Olga", "Otto",
    "Paula", "Pavel", "Rania", "Rosa", "Samir", "Søren", "Tess", "Uma", "Viktor", "Yasmin",
)  # fmt: skip

FAMILY_NAMES = (
    "Appelquist-Moor", "Brambleby", "Corvalette", "Dunmarrow", "Elderfenn", "Fjordgaard-Nys",
    "Garrowmint", "Hazelthorne", "Inkermoss", "Jolivanne", "Kestrelli", "Larkspurgh", "Marivelle",
    "Nettlebrook", "Oakenfjell", "Pimpernelle", "Quandrille", "Rookwhistle", "Sørbeckett",
    "Tanglewick", "Umberforth", "Vandelaire", "Wintergreave", "Xandrelli", "Yarrowdale",
    "Zephyrande", "Åkerlind-Voss", "Bücherfink", "Castañuelo", "Dębowiak-Sarn",
)  # fmt: skip

CHILD_NAMES = (
    ("Ada", "f"), ("Ben", "m"), ("Cleo", "f"), ("Dario", "m"), ("Ella", "f"), ("Finn", "m"),
    ("Gioia", "f"), ("Henri", "m"), ("Ilse", "f"), ("Jules", "m"), ("Kiran", "m"), ("Lotte", "f"),
    ("Milo", "m"), ("Nele", "f"), ("Oskar", "m"), ("Pia", "f"), ("Quentin", "m"), ("Romy", "f"),
    ("Sol", None), ("Theo", "m"), ("Uri", None), ("Vera", "f"), ("Wim", "m"), ("Yuna", "f"),
    ("Zoé", "f"), ("Alix", None), ("Bo", None), ("Malo", "m"), ("Suri", "f"), ("Tarek", "m"),
)  # fmt: skip

STREETS = (
    "rue des Parapluies", "rue du Four à Pain", "quai des Loutres", "allée des Merles",
    "place de la Balançoire", "rue de la Lanterne Bleue", "impasse du Hérisson",
    "chemin des Framboises", "rue des Trois Cerfs-Volants", "avenue du Vieux Moulin à Vent",
)  # fmt: skip

TOWNS = (
    ("99120", "Port-Aubrelle"), ("99121", "Sainte-Ombeline"), ("99124", "Valcourbe-sur-Lys"),
    ("99130", "Montfaribole"), ("99142", "Les Brumelles"), ("99150", "Grand-Tournevent"),
)  # fmt: skip

NOTES = (
    "Allergic to nuts: ask before adding biscuits.",
    "Collects orders on Saturdays.",
    "Prefers organic cotton.",
    "Wants receipts by e-mail.",
    "Twins: often buys everything twice.",
    "Please call before delivering the cake.",
)
