//! The abbreviations of each language, as data.

/// What a language writes with full stops that end no sentence.
#[derive(Debug)]
pub(super) struct Words {
    /// Primary subtag.
    pub(super) lang: &'static str,
    /// Stand before a name or a word: never an end.
    pub(super) inner: &'static [&'static str],
    /// Stand before a number.
    pub(super) numbered: &'static [&'static str],
    /// End a list or a quantity: an end before a capital.
    pub(super) last: &'static [&'static str],
    /// Begin sentences, and no names.
    pub(super) starters: &'static [&'static str],
}

/// The words of `lang`, none where no table stands here.
pub(super) fn of(lang: &str) -> Option<&'static Words> {
    TABLES.iter().find(|words| words.lang == lang)
}

const TABLES: &[Words] = &[
    Words {
        lang: "de",
        inner: &[
            "Dr", "Prof", "Hr", "Hrn", "Fr", "Frl", "Dipl", "Ing", "Mag", "St", "Bgm", "Abg",
            "Gebr", "Co", "z", "d", "u", "v", "i", "o", "s", "m", "E", "z.B", "d.h", "u.a", "v.a",
            "i.d.R", "o.ä", "u.U", "z.T", "z.Z", "m.E", "bzw", "ca", "evtl", "ggf", "inkl", "exkl",
            "insb", "sog", "vgl", "Vgl", "lt", "gem", "geb", "gest", "verh", "etwa", "max", "min",
            "Mio", "Mrd", "Tsd", "zzgl", "abzgl", "bspw", "Bsp", "allg", "dt", "engl", "frz", "lat",
            "röm", "kath", "ev", "eigtl", "einschl", "urspr", "vorm", "ehem", "stv", "Stv", "Hl",
            "hl", "jap", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt", "Nov", "Dez", "Mo", "Di", "Mi",
            "Do", "Fr", "Sa",
        ],
        numbered: &[
            "Nr", "Nrn", "S", "Abs", "Art", "Bd", "Kap", "Abb", "Tab", "Anm", "Ziff", "Rn", "Aufl",
            "Hrsg", "Tel", "Az", "Str", "Pos", "Jg", "Lfg", "H",
        ],
        last: &["usw", "etc", "ff", "Chr", "u.v.m", "usf"],
        starters: &["Das", "Der", "Die", "Es", "Er", "Sie", "Wir", "Ich", "Und", "Aber", "Dann", "Ein", "Eine", "In", "Im", "Am", "Auch"],
    },
    Words {
        lang: "fr",
        inner: &[
            "M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Mgr", "Dr", "Drs", "Pr", "Prof",
            "St", "Ste", "Sts", "Stes", "Cie", "av", "apr", "cf", "Cf", "env", "p.ex", "ex", "c.-à-d",
            "Col", "Cdt", "Cap", "Gal", "Lt", "Av", "Bd", "boul", "dir", "éd", "hab", "janv", "févr",
            "avr", "juill", "sept", "oct", "nov", "déc", "J", "resp", "trad", "vol", "dép",
        ],
        numbered: &[
            "p", "pp", "art", "al", "chap", "fig", "no", "No", "n", "nos", "t", "vol", "tél", "Tél",
            "éq", "ann", "par",
        ],
        last: &["etc", "J.-C", "C"],
        starters: &["Il", "Elle", "Ils", "Elles", "Les", "Ce", "Cette", "Ces", "C", "Un", "Une", "On", "Nous", "Vous", "Je", "Mais", "Et", "En"],
    },
    Words {
        lang: "es",
        inner: &[
            "Sr", "Sra", "Srta", "Sres", "Sras", "Dr", "Dra", "Dres", "Dras", "D", "Dn", "Dña", "Da",
            "Prof", "Profa", "Lic", "Ing", "Arq", "Gral", "Gob", "Cap", "Cnel", "Tte", "Sto", "Sta",
            "Mons", "Rvdo", "Hno", "Hna", "Fr", "Av", "Avda", "Ave", "C", "Cía", "EE", "FF", "JJ",
            "RR", "Ej", "ej", "p.ej", "vs", "aprox", "gral", "dcha", "izq", "Ud", "Uds", "Vd", "Vds",
        ],
        numbered: &[
            "pág", "págs", "Pág", "Págs", "p", "pp", "núm", "núms", "Núm", "n", "art", "arts", "Art",
            "cap", "vol", "fig", "tel", "Tel", "s", "ss", "t", "ed",
        ],
        last: &["etc", "C", "EE.UU", "UU"],
        starters: &["El", "Los", "Las", "Un", "Una", "Es", "En", "Pero", "Y", "Se", "Su", "No"],
    },
    Words {
        lang: "it",
        inner: &[
            "sig", "sigg", "Sig", "Sigg", "sig.ra", "Sig.ra", "sig.na", "dott", "Dott", "dott.ssa",
            "Dott.ssa", "dr", "Dr", "prof", "Prof", "prof.ssa", "Prof.ssa", "avv", "Avv", "ing",
            "Ing", "arch", "Arch", "geom", "rag", "on", "On", "sen", "Sen", "mons", "Mons", "gen",
            "Gen", "col", "cap", "S", "SS", "ca", "circa", "es", "Es", "cfr", "Cfr", "vs", "a", "d",
            "p.es", "c.d", "cosid", "ecc.mo", "egr", "Egr", "gent", "Gent", "spett", "Spett",
        ],
        numbered: &[
            "pag", "pagg", "Pag", "p", "pp", "n", "nn", "N", "art", "artt", "Art", "cap", "Cap",
            "vol", "fig", "Fig", "tel", "Tel", "tab", "co", "c", "lett", "sec",
        ],
        last: &["ecc", "Ecc", "etc", "a.C", "d.C"],
        starters: &["Il", "Lo", "Gli", "Un", "Una", "È", "Ma", "Non", "Si", "In"],
    },
    Words {
        lang: "pt",
        inner: &[
            "Sr", "Sra", "Srs", "Sras", "Srta", "Dr", "Dra", "Drs", "Dras", "Prof", "Profa", "Profs",
            "Eng", "Arq", "Exmo", "Exma", "Ilmo", "D", "Pe", "Gen", "Gal", "Cel", "Cap", "Ten", "Sto",
            "Sta", "Av", "R", "Al", "Cia", "Min", "Dep", "Sen", "Gov", "V", "aprox", "ex", "p.ex",
            "vs", "cf", "obs", "adm",
        ],
        numbered: &[
            "pág", "págs", "Pág", "p", "pp", "núm", "n", "nº", "n.º", "art", "arts", "Art", "cap",
            "vol", "fig", "tel", "Tel", "séc", "inc", "t", "ed",
        ],
        last: &["etc", "C", "a.C", "d.C"],
        starters: &["O", "Os", "As", "Um", "Uma", "Ele", "Ela", "Mas", "Não", "Em"],
    },
    Words {
        lang: "ru",
        inner: &[
            "т", "д", "е", "к", "н", "о", "и", "им", "Им", "ул", "пр", "просп", "пл", "пер", "наб",
            "гор", "обл", "р", "с", "пос", "дер", "оз", "о-в", "проф", "Проф", "акад", "доц", "канд",
            "доктор", "ген", "полк", "гр", "г-н", "г-жа", "гг", "тов", "св", "Св", "ср", "Ср", "напр",
            "см", "См", "тыс", "млн", "млрд", "трлн", "ок", "приб", "англ", "нем", "фр", "лат", "рус",
            "греч", "т.е", "т.к", "т.н", "в т.ч", "Т", "изд", "ред", "сост", "янв", "февр", "авг",
            "сент", "окт", "нояб", "дек", "мин", "сек",
        ],
        numbered: &[
            "п", "пп", "ст", "стр", "с", "гл", "рис", "табл", "т", "№", "ч", "д", "кв", "корп", "стр",
            "тел", "Тел", "разд", "примеч", "вып", "кн", "абз",
        ],
        last: &["руб", "коп", "долл", "др", "пр", "п", "д", "г", "в", "вв", "т.д", "т.п", "н.э", "э"],
        starters: &["Он", "Она", "Они", "Это", "Но", "И", "В", "На", "Мы", "Я", "Его"],
    },
    Words {
        lang: "nl",
        inner: &[
            "dhr", "Dhr", "mevr", "Mevr", "mw", "Mw", "dr", "Dr", "drs", "Drs", "prof", "Prof", "ir",
            "ing", "mr", "Mr", "St", "ds", "bijv", "bv", "d.w.z", "o.a", "m.a.w", "i.v.m", "t.a.v",
            "n.a.v", "ca", "resp", "incl", "excl", "evt", "vgl", "m.b.t", "z.g", "zgn",
        ],
        numbered: &["nr", "Nr", "nrs", "blz", "p", "pp", "art", "Art", "hfst", "fig", "tel", "Tel"],
        last: &["enz", "etc"],
        starters: &["De", "Het", "Een", "Hij", "Zij", "Maar", "En", "Dat"],
    },
    Words {
        lang: "hi",
        inner: &["डॉ", "श्री", "सुश्री", "प्रो", "कु", "पं", "मो"],
        numbered: &["सं", "पृ"],
        last: &[],
        starters: &[],
    },
];
