"""The members of the United Nations with the seats of their governments, and other facts that the data must cover."""

from __future__ import annotations

MEMBERS = """
Afghanistan/Kabul Albania/Tirana Algeria/Algiers Andorra/Andorra_la_Vella Angola/Luanda Antigua_and_Barbuda/St_John's
Argentina/Buenos_Aires Armenia/Yerevan Australia/Canberra Austria/Vienna Azerbaijan/Baku Bahamas/Nassau Bahrain/Manama
Bangladesh/Dhaka Barbados/Bridgetown Belarus/Minsk Belgium/Brussels Belize/Belmopan Benin/Porto-Novo Bhutan/Thimphu
Bolivia/La_Paz Bosnia_and_Herzegovina/Sarajevo Botswana/Gaborone Brazil/Brasilia Brunei/Bandar_Seri_Begawan
Bulgaria/Sofia Burkina_Faso/Ouagadougou Burundi/Gitega Cabo_Verde/Praia Cambodia/Phnom_Penh Cameroon/Yaounde
Canada/Ottawa Central_African_Republic/Bangui Chad/N'Djamena Chile/Santiago China/Beijing Colombia/Bogota
Comoros/Moroni Congo_Republic/Brazzaville DR_Congo/Kinshasa Costa_Rica/San_Jose Ivory_Coast/Yamoussoukro Croatia/Zagreb
Cuba/Havana Cyprus/Nicosia Czech_Republic/Prague Denmark/Copenhagen Djibouti/Djibouti Dominica/Roseau
Dominican_Republic/Santo_Domingo Ecuador/Quito Egypt/Cairo El_Salvador/San_Salvador Equatorial_Guinea/Malabo
Eritrea/Asmara Estonia/Tallinn Eswatini/Mbabane Ethiopia/Addis_Ababa Fiji/Suva Finland/Helsinki France/Paris
Gabon/Libreville Gambia/Banjul Georgia/Tbilisi Germany/Berlin Ghana/Accra Greece/Athens Grenada/St_George's
Guatemala/Guatemala_City Guinea/Conakry Guinea-Bissau/Bissau Guyana/Georgetown Haiti/Port-au-Prince
Honduras/Tegucigalpa Hungary/Budapest Iceland/Reykjavik India/New_Delhi Indonesia/Jakarta Iran/Tehran Iraq/Baghdad
Ireland/Dublin Israel/Jerusalem Italy/Rome Jamaica/Kingston Japan/Tokyo Jordan/Amman Kazakhstan/Astana Kenya/Nairobi
Kiribati/South_Tarawa Kuwait/Kuwait_City Kyrgyzstan/Bishkek Laos/Vientiane Latvia/Riga Lebanon/Beirut Lesotho/Maseru
Liberia/Monrovia Libya/Tripoli Liechtenstein/Vaduz Lithuania/Vilnius Luxembourg/Luxembourg Madagascar/Antananarivo
Malawi/Lilongwe Malaysia/Kuala_Lumpur Maldives/Male Mali/Bamako Malta/Valletta Marshall_Islands/Majuro
Mauritania/Nouakchott Mauritius/Port_Louis Mexico/Mexico_City Micronesia/Palikir Moldova/Chisinau Monaco/Monaco
Mongolia/Ulaanbaatar Montenegro/Podgorica Morocco/Rabat Mozambique/Maputo Myanmar/Naypyidaw Namibia/Windhoek
Nauru/Yaren Nepal/Kathmandu Netherlands/The_Hague New_Zealand/Wellington Nicaragua/Managua Niger/Niamey Nigeria/Abuja
North_Korea/Pyongyang North_Macedonia/Skopje Norway/Oslo Oman/Muscat Pakistan/Islamabad Palau/Ngerulmud
Panama/Panama_City Papua_New_Guinea/Port_Moresby Paraguay/Asuncion Peru/Lima Philippines/Manila Poland/Warsaw
Portugal/Lisbon Qatar/Doha Romania/Bucharest Russia/Moscow Rwanda/Kigali Saint_Kitts_and_Nevis/Basseterre
Saint_Lucia/Castries Saint_Vincent_and_the_Grenadines/Kingstown Samoa/Apia San_Marino/San_Marino
Sao_Tome_and_Principe/Sao_Tome Saudi_Arabia/Riyadh Senegal/Dakar Serbia/Belgrade Seychelles/Victoria
Sierra_Leone/Freetown Singapore/Singapore Slovakia/Bratislava Slovenia/Ljubljana Solomon_Islands/Honiara
Somalia/Mogadishu South_Africa/Pretoria South_Korea/Seoul South_Sudan/Juba Spain/Madrid Sri_Lanka/Colombo
Sudan/Khartoum Suriname/Paramaribo Sweden/Stockholm Switzerland/Bern Syria/Damascus Tajikistan/Dushanbe
Tanzania/Dodoma Thailand/Bangkok East_Timor/Dili Togo/Lome Tonga/Nuku'alofa Trinidad_and_Tobago/Port_of_Spain
Tunisia/Tunis Turkey/Ankara Turkmenistan/Ashgabat Tuvalu/Funafuti Uganda/Kampala Ukraine/Kyiv
United_Arab_Emirates/Abu_Dhabi United_Kingdom/London United_States/Washington Uruguay/Montevideo Uzbekistan/Tashkent
Vanuatu/Port_Vila Venezuela/Caracas Vietnam/Hanoi Yemen/Sanaa Zambia/Lusaka Zimbabwe/Harare
"""

SHARED = frozenset({"Brussels", "Victoria", "Male", "San Jose", "St George's", "St John's"})
"""Seats whose name is first of all that of the Union that sits there, of another place, or a common word."""


def members() -> list[tuple[str, str]]:
    """Each member and the seat of its government."""
    rows = [row.replace("_", " ").split("/") for row in MEMBERS.split()]
    return [(state, seat) for state, seat in rows]


USGS_2022 = frozenset(
    """
    aluminum antimony arsenic barite beryllium bismuth cerium cesium chromium cobalt dysprosium erbium europium
    fluorspar gadolinium gallium germanium graphite hafnium holmium indium iridium lanthanum lithium lutetium magnesium
    manganese neodymium nickel niobium palladium platinum praseodymium rhodium rubidium ruthenium samarium scandium
    tantalum tellurium terbium thulium tin titanium tungsten vanadium ytterbium yttrium zinc zirconium
    """.split()  # noqa: SIM905
)
"""The fifty critical minerals that the United States Geological Survey listed in 2022."""

EU_2023 = (
    *("aluminium", "bauxite", "antimony", "arsenic", "baryte", "beryllium", "bismuth", "boron", "borate", "cobalt"),
    *("coking coal", "copper", "feldspar", "fluorspar", "gallium", "germanium", "hafnium", "helium"),
    *(
        "heavy rare earth element",
        "light rare earth element",
        "lithium",
        "magnesium",
        "manganese",
        "graphite",
        "nickel",
    ),
    *("niobium", "phosphate rock", "phosphorus", "platinum group metal", "scandium", "silicon metal", "strontium"),
    *("tantalum", "titanium metal", "tungsten", "vanadium"),
)
"""The thirty-four critical raw materials that the European Union listed in 2023, with both names where it has two."""
