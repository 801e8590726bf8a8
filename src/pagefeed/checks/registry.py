"""Registered names, as plain sets: currencies, link relations, schemes, HTML, namespaces.

Data only; languages and regions are in `languages`. Each set names the registry that it follows; nothing here is read from outside.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ISO 4217, today's codes and those that were in use since feeds are.
CURRENCIES = _words(
    """
    aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp
    byn byr bzd cad cdf chf clp cny cop crc cup cve cyp czk djf dkk dop dzd eek egp ern etb eur
    fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl hrk htg huf idr ils inr iqd irr isk jmd jod
    jpy kes kgs khr kmf kpw krw kwd kyd kzt lak lbp lkr lrd lsl ltl lvl lyd mad mdl mga mkd mmk
    mnt mop mru mtl mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln
    pyg qar rol ron rsd rub rwf sar sbd scr sdg sek sgd shp sit skk sll sos srd std svc syp szl
    thb tjs tmm tnd top trl try ttd twd tzs uah ugx usd uyu uzs veb vef vnd vuv wst xaf xag xau
    xcd xdr xof xpf yer zar zmk zmw zwd
    """
)

# The IANA registry of link relations, as far as feeds may meet them.
RELATIONS = _words(
    """
    about acl alternate amphtml api-catalog appendix apple-touch-icon archives author blocked-by
    bookmark c2pa-manifest canonical chapter cite-as collection compression-dictionary contents
    convertedfrom copyright create-form current deprecation describedby describes disclosure
    dns-prefetch duplicate edit edit-form edit-media enclosure external first geofeed glossary
    help hosts hub ice-server icon index intervalafter intervalbefore intervalcontains
    intervaldisjoint intervalduring intervalequals intervalfinishedby intervalfinishes intervalin
    intervalmeets intervalmetby intervaloverlappedby intervaloverlaps intervalstartedby
    intervalstarts item last latest-version license linkset lrdd manifest mask-icon me
    media-feed memento micropub modulepreload monitor monitor-group next next-archive nofollow
    noopener noreferrer opener openid2.local_id openid2.provider original p3pv1 payment pingback
    preconnect predecessor-version prefetch preload prerender prev prev-archive preview previous
    privacy-policy profile publication rdap-active rdap-bottom rdap-down rdap-top rdap-up related
    replies restconf ruleinput search section self service service-desc service-doc
    service-meta sip-trunking-capability sponsored start status stylesheet subsection
    successor-version sunset tag terms-of-service timegate timemap type ugc up version-history
    via webmention working-copy working-copy-of
    """
)

# URI schemes of the IANA registry that a feed may link to or be named by.
SCHEMES = _words(
    """
    about acct cap cid coap content data dav did dict dns doi example fax feed file finger fish
    ftp geo git go gopher h323 http https iax icap im imap info ipp irc irc6 ircs itms jabber
    jar ldap ldaps magnet mailto maps market message mid mms mtqp mumble mupdate news nfs nntp
    ni nih oid opaquelocktoken openid pkcs11 platform pop pres proxy rsync rtmp rtsp rtsps secondlife
    sftp sgn shttp sip sips skype sms snmp spotify ssh steam stun svn tag teamspeak tel telnet
    tftp tip turn tv udp unreal urn ut2004 vemmi view-source webcal ws wss wtai xcon xmpp xri
    z39.50r z39.50s javascript vbscript ed2k bitcoin matrix gemini ipfs ipns dat at web+ap
    """
)

# The elements of HTML, today's and those that old feeds still hold.
HTML = _words(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd
    keygen label legend li link main map mark marquee menu menuitem meta meter nav nobr noembed
    noframes noscript object ol optgroup option output p param picture plaintext pre progress q
    rb rp rt rtc ruby s samp script search section select slot small source span strike strong
    style sub summary sup svg math table tbody td template textarea tfoot th thead time title tr
    track tt u ul var video wbr xmp
    """
)

# Namespaces that feeds are known to use -> the prefix that people know them by.
NAMESPACES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2005/Atom": "atom",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://purl.org/rss/1.0/": "rss",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/dc/dcmitype/": "dcmitype",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag",
    "http://purl.org/rss/1.0/modules/audio/": "audio",
    "http://purl.org/rss/1.0/modules/company": "company",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://purl.org/rss/1.0/modules/image/": "image",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://purl.org/rss/1.0/modules/prism/": "prism",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://purl.org/rss/1.0/modules/reference/": "ref",
    "http://purl.org/rss/1.0/modules/rss091#": "rss091",
    "http://purl.org/rss/1.0/modules/search/": "search",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://purl.org/rss/1.0/modules/streaming/": "str",
    "http://purl.org/rss/1.0/modules/subscription/": "sub",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/textinput/": "ti",
    "http://purl.org/rss/1.0/modules/threading/": "threading",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://purl.org/rss/1.0/modules/changedpage/": "cp",
    "http://purl.org/rss/1.0/modules/richequiv/": "reqv",
    "http://purl.org/rss/1.0/modules/proposed/": "proposed",
    "http://webns.net/mvcb/": "admin",
    "http://web.resource.org/cc/": "cc",
    "http://creativecommons.org/ns#": "cc",
    "http://backend.userland.com/creativeCommonsRssModule": "creativeCommons",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "creativeCommons",
    "http://backend.userland.com/blogChannelModule": "blogChannel",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": "itunes",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://podlove.org/simple-chapters": "psc",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://purl.org/atompub/age/1.0": "age",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/atommedia": "atommedia",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://madskills.com/public/xml/rss/module/pingback/": "pingback",
    "http://www.georss.org/georss": "georss",
    "http://www.georss.org/georss/10": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.opengis.net/kml/2.2": "kml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
    "http://a9.com/-/spec/opensearchrss/1.0/": "openSearch",
    "http://www.bloglines.com/about/specs/fac-1.0": "access",
    "http://www.feedburner.com/fsns/1.0": "feedburner",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://feedsync.org/2007/feedsync": "sx",
    "http://www.microsoft.com/schemas/rss/sse": "sx",
    "http://www.microsoft.com/schemas/rss/core/2005": "cf",
    "http://schemas.google.com/g/2005": "gd",
    "http://base.google.com/ns/1.0": "g",
    "http://base.google.com/cns/1.0": "c",
    "http://schemas.google.com/blogger/2008": "blogger",
    "http://schemas.google.com/photos/2007": "gphoto",
    "http://gdata.youtube.com/schemas/2007": "yt",
    "http://www.youtube.com/xml/schemas/2015": "yt",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2000/svg": "svg",
    "http://www.w3.org/1998/Math/MathML": "mathml",
    "http://www.w3.org/2001/XInclude": "xi",
    "http://my.theinfo.org/changed/1.0/rss/": "cp",
    "http://postneo.com/icbm/": "icbm",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://www.usemod.com/cgi-bin/mb.pl?ModWiki": "wiki",
    "http://purl.org/net/rss1.1#": "rss11",
    "http://purl.org/net/rss1.1/payload#": "payload",
    "http://rssboard.org/rss-profile": "rss-profile",
    "http://www.rssboard.org/media-rss": "media",
    "http://source.scripting.com/": "source",
    "http://rpc.weblogs.com/pingURI/": "pingback",
    "http://activitystrea.ms/spec/1.0/": "activity",
    "http://portablecontacts.net/spec/1.0": "poco",
    "http://ostatus.org/schema/1.0": "ostatus",
    "http://mastodon.social/schema/1.0": "mastodon",
    "http://status.net/schema/api/1/": "statusnet",
    "http://salmon-protocol.org/ns/salmon": "salmon",
    "http://www.livejournal.org/rss/lj/1.0/": "lj",
    "http://www.wordpress.org/export/1.2/": "wp",
    "com-wordpress:feed-additions:1": "wordpress",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://torznab.com/schemas/2015/feed": "torznab",
    "http://www.newznab.com/DTD/2010/feeds/attributes/": "newznab",
    "http://news.google.com/": "gnews",
    "http://www.facebook.com/2008/fbml": "fb",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "sitemap",
    "http://jskit.com/rss": "js-kit",
    "http://xml.coverpages.org/vcard": "vcard",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
    "http://www.w3.org/2001/vcard-rdf/3.0#": "vcard",
    "http://schemas.pocketsoap.com/rss/myDescModule/": "mdm",
    "http://xmlns.com/2008/misc": "misc",
    "http://www.reddit.com/r/": "reddit",
    "http://feed.pippa.io/": "pippa",
    "https://schema.acast.com/1.0/": "acast",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "https://www.omnycontent.com/feed/": "omny",
    "http://bitlove.org": "bitlove",
    "http://www.slashdot.org/rss/": "slashdot",
}
# Prefixes that mean one thing to everybody -> the namespaces they stand for.
PREFIXES: dict[str, frozenset[str]] = {
    prefix: frozenset(uri for uri, name in NAMESPACES.items() if name == prefix)
    for prefix in (
        *("atom", "dc", "dcterms", "content", "slash", "sy", "itunes", "media", "fh", "thr", "wfw"),
        *("georss", "geo", "rdf", "xhtml", "admin", "trackback", "creativeCommons", "opensearch"),
    )
}
