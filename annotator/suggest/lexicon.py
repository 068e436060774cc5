"""Common words of news in English, by what they tell of the words beside them; all folded.

These are words of the language. What is looked for stands in the scheme of a project, and whom and
where it is about in the names that the project knows.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words("the a an this that these those")
OWNERS = _words("my our your his her its their")
"""Possessive pronouns: they stay in a span."""

PRONOUNS = _words("i we he she it they")
"""What stands for the source of a claim."""

QUANTITIES = _words(
    "all another any both dozen dozens each eight eighteen eighty either eleven enough every few "
    "fewer fifteen fifth fifty first first-ever five forty four fourteen fourth half hundred "
    "hundreds last least less many million millions more most much neither next nine nineteen "
    "ninety no none one other others same second seven seventeen seventy several six sixteen "
    "sixty so-called some such ten third thirteen thirty thousand thousands three twelve twenty "
    "two"
)
"""How many and which one: left out of a span."""

DAYS = _words(
    "am apr april aug august christmas dec december easter eid feb february fri friday gmt jan "
    "january jul july jun june mar march may mon monday nov november oct october pm ramadan sat "
    "saturday sep sept september sun sunday thu thursday tue tuesday wed wednesday"
)

DIRECTIONS = _words(
    "central east eastern lower north north-east north-eastern north-west north-western northeast "
    "northeastern northern northwest northwestern south south-east south-eastern south-west "
    "south-western southeast southeastern southern southwest southwestern upper west western"
)

ADMINISTRATIVE = _words(
    "area borough capital city county district governorate municipality neighborhood "
    "neighbourhood port prefecture province region state subdistrict suburb territory town "
    "village"
)
"""The village of Susah: the name alone is the place."""

PARTS_OF_PLACES = _words(
    "bank banks border borders coast coastline countryside edge frontier heights hills mouth "
    "outskirts shore shores side source suburbs"
)
"""The outskirts of Aleppo: not Aleppo, so both are the place."""

SPEAKERS = _words(
    "adviser advisor ambassador analyst commander envoy footage governor head leader mayor "
    "minister officer official president representative resident secretary source spokesman "
    "spokesperson spokeswoman video witness"
)
"""Whom other words tell apart: officials from the administration, a spokesman for the army."""

TITLES = _words(
    "adm admiral ambassador ayatollah brig brigadier caliph capt captain chairman chancellor "
    "chief col colonel commander congressman councillor crown dr emir gen general governor imam "
    "judge king lady lord lt maj major marshal mayor minister mr mrs ms pope premier president "
    "prince princess prof professor queen rabbi rep representative secretary sen senator sergeant "
    "sgt sheik sheikh sheikha sir sultan"
)
SHORT_TITLES = _words("adm brig capt col dr gen gov lt maj mr mrs ms prof rep sen sgt st")
"""Titles that a full stop may follow without ending the sentence."""

OF_NAMES = _words(
    "al el bin bint ibn abu abd de del della der di da dos la le van von ul ud az ben"
)
"""Small words inside a name."""

BODIES = _words(
    "administration agency army association authority board center centre coalition command "
    "commission commissioner committee congress coordinator council court department directorate "
    "envoy federation force forces front fund group initiative institute league mechanism "
    "minister ministry mission movement network observatory office organisation organization "
    "party program programme representative secretary service society union"
)
"""What goes on with for: the Syrian Observatory for Human Rights."""

PLACE_PREPOSITIONS = _words(
    "across along around at above beyond in inside into near outside throughout toward towards "
    "through over via"
)
"""A name behind one of them is likely a place."""

NOT_TO_A_PLACE = _words(
    "according allied answer answerable belong belonged belonging belongs close due linked loyal "
    "respond responded response said sent sold spoke supplied talked threat ties told"
)
"""Before to and from: a name behind them is rather whom it is about."""

MODIFIERS = _words(
    "air alleged allied anti armed armored armoured attack ballistic border cabinet chemical "
    "chief civil civilian coalition combined commercial community conscript counter-terrorism "
    "cruise defence defense delivery deputy desert elite enemy explosive foreign former front "
    "fuel government ground guerrilla guided hand health heavy high home human humanitarian "
    "improvised independent infantry intelligence interior international islamic joint justice "
    "kamikaze key large light local long loyalist main major masked mechanised mechanized medium "
    "merchant militia modern multiple navy nearby new news nuclear occupation oil operations "
    "opposition passenger peace police power precision press prime private proxy public radar "
    "rebel refugee relief rescue riot rival sea secret security senior separatist shadow short "
    "small smuggling special staff state storage strategic suicide supply support surface "
    "surveillance suspected tank tanker training transport tribal truck unguided unidentified "
    "uniformed united unknown unmanned unnamed vice war water weapons young"
)
"""Words before a noun that tell which one."""

NO_MODIFIERS = _words(
    "actual additional allow appeal appear approval arrival arrive assist believe boundary "
    "capital concern consecutive consist continual contrary critic deal denial dozen drive "
    "establish eventual exist extensive final finish five forgive give insist live logic massive "
    "mutual numerous obvious persist potential previous proposal publish punish receive republic "
    "reveal serious several signal steal successive summary survive total traffic trial typical "
    "unless usual vanish various whole withdrawal"
)
"""What ends like a word that tells which one, and is none."""

ENDINGS = ("al", "ary", "ic", "ist", "ous", "ive", "ian", "ish", "ern", "less")

NATIONAL_ENDINGS = (
    "afghan", "an", "arab", "bahraini", "czech", "dutch", "emirati", "ese", "french", "greek",
    "iraqi", "ish", "israeli", "kazakh", "kuwaiti", "omani", "pakistani", "qatari", "saudi",
    "somali", "swiss", "uzbek", "yemeni",
)  # fmt: skip
"""How words end that say of which nation somebody is."""

STARTERS = _words(
    "a about above according across additionally after afterwards again against agencies ago all "
    "almost along already also although always amid among an analysis and another any anyone "
    "apart are around as aside at audio back because been before behind being below beneath "
    "beside besides between beyond both breaking but by can caption casualties clashes come could "
    "currently despite did do does during each earlier early eight either elsewhere even "
    "eventually ever every everyone except explosions few finally first five following for former "
    "four fresh from further given had half has have having he heavy hence her here hers his how "
    "however hundreds i if images in including indeed initially inside instead into is it its "
    "just last late later leaving less let like live local locals many may maybe meanwhile might "
    "monday more moreover most much must my near nearby nearly neither never nevertheless new "
    "news next nine no nobody none nor not nothing now of off officials often on once one ongoing "
    "only operational opinion or other others otherwise our out outside over overall overnight "
    "people perhaps photo picture pictures please powered previously prior rather read recent "
    "recently related reports residents said separately seven several shall she should similarly "
    "simultaneously since six so some someone something sometimes soon speaking still strikes "
    "such suddenly ten tens than that the their them then there thereafter these they this those "
    "though thousands three through throughout thus to today together tomorrow tonight too toward "
    "towards twelve two under unlike until up update upon us using very video was watch we weekly "
    "were what when whenever where whereas whether which while who whoever whom whose why will "
    "with within without witnesses would yesterday yet you your"
)
"""Common words that begin a sentence with a capital and are no names."""

CLAUSE = _words("where which who whose whom as while whereas although though but because since")
"""After a comma: the writer goes on, the source does not."""

ADJUNCTS = DAYS | _words(
    "after at before by during earlier early from in last late later on this through today tonight "
    "via yesterday"
)
"""What may follow a cue without being what was said."""

AUXILIARIES = _words("has have had is are was were be been being did do does will would may might")

OFFICES = _words("office cabinet bureau")
"""Behind whose office it is, they are whoever speaks: the governor's office."""
ADVERBS = _words("later earlier also again then still now since previously repeatedly")
"""They stand between who speaks and the cue: the army later said."""

NOT_BEFORE_CUES = DETERMINERS | OWNERS | _words("of no any some many several other new more")
"""Before these forms a noun is meant: this report, their claims."""

THAT = _words("that how ان بان")
HEARERS = _words("told tell tells informed informs")
"""Cues behind which the hearer stands before what was said."""
ACCUSING = _words("accuse accuses accused accusing")
"""Cues behind which the accused stands before of and what was said."""
SOURCE_FIRST = _words("according بحسب وفق وفقا")
"""Cues behind which the source stands, and never what was said."""

ASIDE = _words("where which who whom whose")
"""After a comma: what follows tells of somebody else, so that no source stands in it."""
BEHIND = _words("about against at between by for from in into near of on to under with")
"""Before a name: it is not who speaks, where another name stands before it."""

DENYING = _words(
    "denied denies deny denying dismissed dismisses dismissing rejected rejects rejecting rebuffed "
    "refuted refutes refuting disputed disputes نفى نفت ينفي تنفي"
)
HEDGING = _words(
    "allegedly apparently appeared appears believed believes estimated estimates likely possibly "
    "presumably probably reportedly seemed seems suggested suggests suspected suspects unconfirmed"
)
MAYBE = _words("allegedly apparently could likely may might possibly probably reportedly قد ربما")
"""Inside what was said: its source leaves it open."""
NOT = _words("cannot didn't hasn't neither never nor not without wouldn't لم")
DECLINING = _words("decline declined declines declining refuse refused refuses refusing")
CONFIRMING = _words(
    "comment confirm confirmed confirming denied deny denying say saying specify specified clarify "
    "clarified name named"
)
"""What one takes no position by not doing, or by declining to do."""

ARABIC_ARTICLE = "ال"
ARABIC_PREFIXES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
