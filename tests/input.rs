//! What is no plain text: pages as sites build them, office documents, books, feeds; and the same files broken.
//!
//! Pages of every layout hold the same article, so all of them have to give the statements that its plain text gives.

mod pages;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use pages::pdf::{self, assemble, stream};
use pages::{LAYOUTS, NOISE, Story};
use whosaid::source::{Format, Input, Loaded, Missing, load, load_from};
use whosaid::text::ParagraphKind;
use whosaid::{Article, Error, analyze};
use zip::write::{SimpleFileOptions, ZipWriter};

const TEXT: &str = include_str!("../assets/articles/rate-cut.txt");

fn open(bytes: &[u8], name: &str) -> Result<Loaded, Error> {
    load_from(bytes, Path::new(name))
}

fn opened(bytes: &[u8], name: &str) -> Article {
    open(bytes, name).unwrap_or_else(|error| panic!("{error}")).article
}

/// The statements' words, by which articles of different forms compare.
fn said(article: &Article) -> Vec<String> {
    let analysis = analyze(article);
    let words = |statement: &std::sync::Arc<whosaid::analysis::Statement>| {
        statement.content.iter().map(|span| article.slice(*span)).collect::<Vec<_>>().join(" … ")
    };
    analysis.statements.iter().map(words).collect()
}

fn plain() -> Article {
    Article::from_plain_text(TEXT, "plain")
}

/// The paragraphs below the headline.
fn prose(article: &Article) -> Vec<(ParagraphKind, String)> {
    article.paragraphs().iter().skip(1).map(|p| (p.kind, escape(article.slice(p.span)))).collect()
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn title(article: &Article) -> String {
    article.slice(article.paragraphs()[0].span).to_owned()
}

/// The article as HTML.
fn body() -> String {
    let element = |(kind, words): &(ParagraphKind, String)| match kind {
        ParagraphKind::Heading => format!("<h2>{words}</h2>"),
        ParagraphKind::Quote => format!("<blockquote><p>{words}</p></blockquote>"),
        _ => format!("<p>{words}</p>"),
    };
    prose(&plain()).iter().map(element).collect()
}

/// The article on the page of a news site.
fn news_page() -> String {
    let (_, layout) = LAYOUTS.iter().find(|(name, _)| *name == "news site").unwrap();
    layout(&Story::of(&plain()))
}

#[test]
fn every_layout_says_what_the_plain_text_says() {
    let expected = said(&plain());
    for (name, layout) in LAYOUTS {
        let article = opened(layout(&Story::of(&plain())).as_bytes(), "page");
        assert_eq!(article.slice(article.title().unwrap()), title(&plain()), "{name}");
        assert_eq!(said(&article), expected, "{name}: {}", article.text());
        for noise in NOISE {
            assert!(!article.text().contains(noise), "{name}: {noise}");
        }
    }
}

#[test]
fn encodings_and_packing_change_nothing() {
    let expected = said(&plain());
    let html = news_page();
    let legacy = html.replace("charset=utf-8", "charset=windows-1252");
    let (bytes, _, unmapped) = encoding_rs::WINDOWS_1252.encode(&legacy);
    assert!(!unmapped);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(html.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("windows-1252", bytes.into_owned()),
        ("utf-16", wide.clone()),
        ("page.html.gz", gzip(html.as_bytes())),
        ("packed utf-16", gzip(&wide)),
        ("text.gz", gzip(TEXT.as_bytes())),
    ] {
        assert_eq!(said(&opened(&bytes, name)), expected, "{name}");
    }
}

#[test]
fn documents_say_what_the_plain_text_says() {
    let expected = said(&plain());
    for (name, bytes) in [("a.md", markdown()), ("a.docx", docx()), ("a.odt", odt()), ("a.epub", epub())] {
        let article = opened(&bytes, name);
        assert_eq!(said(&article), expected, "{name}: {}", article.text());
        assert_eq!(said(&opened(&bytes, "no-ending")), expected, "{name} by its content");
    }
}

#[test]
fn a_feed_is_a_list_of_its_articles() {
    let article = opened(&feed(), "feed");
    let headings: Vec<_> = article
        .paragraphs()
        .iter()
        .filter(|p| p.kind == ParagraphKind::Heading)
        .map(|p| article.slice(p.span))
        .collect();
    assert_eq!(headings, ["The Quay Press", "Ferry stays in port", "Second boat sinks"]);
    assert!(article.text().contains("2024-07-09 | https://quay.example/1"), "{}", article.text());
    assert_eq!(said(&article), ["“We waited all day,”"], "{}", article.text());
}

#[test]
fn a_framed_picture_leaves_its_paragraph_whole() {
    let odt = odt_of(
        "<office:text><text:p>“We waited <draw:frame><draw:text-box><text:p text:style-name=\"Illustration\">The ferry\
         <draw:frame><svg:title>a name</svg:title></draw:frame></text:p></draw:text-box></draw:frame>all day,” said \
         Ana Ruiz.</text:p></office:text>",
    );
    let article = opened(&odt, "a.odt");
    assert_eq!(article.text(), "The ferry\n\n“We waited all day,” said Ana Ruiz.");
    let docx = docx_of(
        "<w:document><w:p><w:r><w:t>“We waited </w:t><w:p><w:r><w:t>The ferry</w:t></w:r></w:p>\
         <w:t>all day,” said Ana Ruiz.</w:t></w:r></w:p></w:document>",
    );
    assert_eq!(opened(&docx, "a.docx").text(), article.text());
}

#[test]
fn a_name_that_says_text_is_believed() {
    let text = "# 4 in the charts **\n\n    “We waited all day,” said Ana Ruiz.\n";
    let packed = gzip(text.as_bytes());
    for (name, bytes) in
        [("a.txt", text.as_bytes()), ("a.txt.gz", &packed), ("-", text.as_bytes()), ("a.md", text.as_bytes())]
    {
        assert_eq!(said(&opened(bytes, name)), ["“We waited all day,”"], "{name}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let large = repeat(" ", 40 << 20);
    let error = open(&docx_of(&large), "a.docx").unwrap_err();
    assert!(error.to_string().starts_with("a.docx: it is larger than 32 MiB"), "{error}");
    let chapter = "<p>“We waited all day,” said Ana Ruiz.</p>";
    assert_eq!(open(&epub_of(&[chapter, &large, chapter]), "a.epub").unwrap().missing, Some(Missing::Cut));
    let long = ["<p>x".repeat(60_001).as_str(), chapter].concat();
    assert_eq!(open(&epub_of(&[&long]), "a.epub").unwrap().missing, Some(Missing::Cut));
    let error = open(&docx_of("<w:document><w:p a"), "a.docx").unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    let mut broken = gzip(b"<p");
    broken.truncate(broken.len() - 4);
    assert!(matches!(open(&broken, "page.gz").unwrap().missing, Some(Missing::Damaged(_))));
}

#[test]
fn pages_without_paragraphs_keep_their_words() {
    let prose = "The council voted on Monday evening to keep the ferry in port until its hull has been mended.<br><br>\
        “We waited all day at the café,” said Ana Ruiz, the harbour master.<br><br>";
    let html =
        format!("<html><body><div>Home</div><div class=\"post ad comments\">{}</div></body></html>", prose.repeat(3));
    assert_eq!(said(&opened(html.as_bytes(), "page.html")).len(), 3);
}

#[test]
fn a_page_for_subscribers_says_so() {
    let stub = "<html><head><script type=\"application/ld+json\">{\"isAccessibleForFree\":\"False\"}</script></head><body>\
        <article><p>The council voted on Monday evening to keep the ferry in port until its hull has been mended, and \
        that was that.</p></article></body></html>";
    assert_eq!(open(stub.as_bytes(), "page").unwrap().missing, Some(Missing::Paid));
}

// Files of our own making.

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (i, (name, bytes)) in members.iter().enumerate() {
        let method = if i == 0 && *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn markdown() -> Vec<u8> {
    let article = plain();
    let mut out = format!("---\ntitle: \"{}\"\n---\n", title(&article));
    for p in article.paragraphs().iter().skip(1) {
        let mark = match p.kind {
            ParagraphKind::Heading => "## ",
            ParagraphKind::Quote => "> ",
            _ => "",
        };
        out.push_str(&["\n", mark, article.slice(p.span), "\n"].concat());
    }
    out.into_bytes()
}

fn docx_of(xml: &str) -> Vec<u8> {
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

fn docx() -> Vec<u8> {
    let article = plain();
    let paragraph = |style: &str, words: &str| {
        let (first, rest) = words.split_at(words.find(' ').unwrap_or(0));
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{first}</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">{rest}</w:t></w:r></w:p>"
        )
    };
    let mut xml =
        format!("<?xml version=\"1.0\"?><w:document><w:body>{}", paragraph("Title", &escape(&title(&article))));
    for (kind, words) in prose(&article) {
        xml += &paragraph(if kind == ParagraphKind::Heading { "Heading2" } else { "Normal" }, &words);
    }
    docx_of(&(xml + "</w:body></w:document>"))
}

fn odt_of(xml: &str) -> Vec<u8> {
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml.as_bytes())])
}

fn odt() -> Vec<u8> {
    let article = plain();
    let mut xml =
        format!("<office:document-content><office:body><office:text><text:h>{}</text:h>", escape(&title(&article)));
    for (kind, words) in prose(&article) {
        let element = if kind == ParagraphKind::Heading { "text:h" } else { "text:p" };
        let note = "<text:note><text:p>a note</text:p></text:note>";
        xml.push_str(&["<", element, ">", &words, note, "</", element, ">"].concat());
    }
    odt_of(&(xml + "</office:text></office:body></office:document-content>"))
}

fn epub_of(chapters: &[&str]) -> Vec<u8> {
    let names: Vec<String> = (0..chapters.len()).map(|i| format!("OEBPS/text/c {i}.xhtml")).collect();
    let items = each(chapters.len(), |i| format!("<item id=\"c{i}\" href=\"text/c%20{i}.xhtml\"/>"));
    let spine = each(chapters.len(), |i| format!("<itemref idref=\"c{i}\"/>"));
    let package = format!(
        "<package><metadata><dc:title>{}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        escape(&title(&plain()))
    );
    let container = b"<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>";
    let mut members: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/content.opf", package.as_bytes()),
    ];
    members.extend(names.iter().zip(chapters).map(|(name, chapter)| (name.as_str(), chapter.as_bytes())));
    zip(&members)
}

/// A book whose spine names one document again and again.
fn epub_to_one(chapter: &str, times: usize) -> Vec<u8> {
    let package = format!(
        "<package><manifest><item id=\"c\" href=\"c\"/></manifest><spine>{}</spine></package>",
        repeat("<itemref idref=\"c\"/>", times)
    );
    zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path=\"p\"/></container>"),
        ("p", package.as_bytes()),
        ("c", chapter.as_bytes()),
    ])
}

fn epub() -> Vec<u8> {
    let body = body();
    let middle = body.find("</p>").unwrap() + 4;
    let chapter = |part: &str| {
        format!("<?xml version=\"1.0\"?><html><head><title/></head><body><a id=\"x\"/>{part}</body></html>")
    };
    epub_of(&[&chapter(&body[..middle]), &chapter(&body[middle..])])
}

fn feed() -> Vec<u8> {
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Quay Press</title><link>https://quay.example</link>\
     <item><title>Ferry stays in port</title><link>https://quay.example/1</link><pubDate>Tue, 09 Jul 2024 08:00:00 GMT</pubDate>\
     <description>&lt;p&gt;“We waited all day,” said Ana Ruiz, the harbour master.&lt;/p&gt;</description></item>\
     <item><title>Second boat sinks</title><link>https://quay.example/2</link><description>Nobody was hurt.</description></item>\
     </channel></rss>".as_bytes().to_vec()
}

// Broken and hostile files.

/// A sound file, damaged in ways that any format can be.
fn damaged(sound: &[u8]) -> Vec<Vec<u8>> {
    let cut = |percent: usize| sound[..sound.len() * percent / 100].to_vec();
    let with = |from: usize, bytes: &[u8]| {
        let mut file = sound.to_vec();
        let at = sound.len() * from / 100;
        file.splice(at..(at + bytes.len()).min(sound.len()), bytes.iter().copied());
        file
    };
    let noise: Vec<u8> = (0..400_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    vec![
        cut(10),
        cut(50),
        cut(90),
        cut(99),
        with(20, &noise),
        with(70, &noise),
        with(50, b"\x1b]0;owned\x07\x1b[2J\0\0\0"),
        with(30, "\u{202e}\u{2066}\u{200b}".as_bytes()),
        [sound, &noise].concat(),
        [sound, sound].concat(),
    ]
}

fn each(times: usize, unit: impl Fn(usize) -> String) -> String {
    (0..times).map(unit).collect()
}

fn repeat(unit: &str, times: usize) -> String {
    unit.repeat(times)
}

/// Files made to be costly.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let html = |body: String| ["<!doctype html><html><body><p>Words, said Ana Ruiz.</p>", &body].concat().into_bytes();
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
    let zeros = vec![b' '; 40 << 20];
    vec![
        ("deep html", html(repeat("<div>", 200_000))),
        ("ends itself", html(repeat("<div/>", 55_000))),
        ("closes nothing", html(repeat("<div></x>", 29_000))),
        ("long text", html([repeat("No, no. ", 19 << 17), "<p>x".to_owned()].concat())),
        ("deep lists", html(repeat("<ul><li>", 100_000))),
        ("deep tables", html(repeat("<table><tr><td>", 50_000))),
        ("open formatting", html(each(50_000, |i| format!("<p><b id={i}><i class={i}>x")))),
        ("open links", html(each(50_000, |i| format!("<a href={i}><p>x")))),
        ("many paragraphs", html(repeat("<p>“No,” said Ana Ruiz, who waited for the boat.", 60_000))),
        ("huge attribute", html(format!("<p class=\"{}\">x", repeat("a ", 4 << 20)))),
        ("open comment", html(repeat("<!--", 500_000))),
        ("open scripts", html(repeat("<script></scrip", 200_000))),
        ("lone brackets", html(repeat("<", 1 << 20))),
        ("deep json", html(format!("<script type=\"application/ld+json\">{}</script>", repeat("[", 200_000)))),
        ("deep quotes", [b"# A [b](c)\n\n".to_vec(), repeat("> ", 50_000).into_bytes(), b"x".to_vec()].concat()),
        (
            "open brackets",
            [b"# A [b](c)\n\n".to_vec(), repeat("[", 100_000).into_bytes(), repeat("*a_", 100_000).into_bytes()]
                .concat(),
        ),
        ("gzip bomb", gzip(&zeros)),
        ("twice packed", gzip(&gzip(&zeros))),
        ("zip bomb", docx_of(&format!("<w:document>{}", repeat(" ", 40 << 20)))),
        ("deep docx", docx_of(&repeat("<w:p>", 500_000))),
        ("huge name", docx_of(&format!("<w:p {}=\"1\">", repeat("a", 8 << 20)))),
        ("entity docx", docx_of(&format!("{entities}<w:document><w:p><w:t>&d;</w:t></w:p></w:document>"))),
        ("entity odt", odt_of(&format!("{entities}<a><text:p>&d;</text:p></a>"))),
        (
            "entity feed",
            format!("{entities}<rss version=\"2.0\"><channel><title>&d;</title></channel></rss>").into_bytes(),
        ),
        ("deep feed", format!("<rss version=\"2.0\">{}", repeat("<channel>", 100_000)).into_bytes()),
        ("epub of one bomb", epub_to_one(&repeat(" ", 33 << 20), 2_000)),
        ("epub of one chapter", epub_to_one(&repeat("<p>x", 60_000), 2_000)),
        ("deep epub", epub_of(&[&repeat("<div/>", 55_000), &repeat("<div></x>", 29_000), "<p>No, no."])),
        (
            "epub in circles",
            zip(&[
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", b"<rootfile full-path=\"META-INF/container.xml\"/>"),
            ]),
        ),
    ]
}

/// PDFs made to be costly, or of kinds that hold no text.
fn hostile_pdfs() -> Vec<(&'static str, Vec<u8>)> {
    let page = |contents: Vec<u8>, more: Vec<Vec<u8>>| {
        let fonts = "<</Font<</F 5 0 R>>/XObject<</A 6 0 R/B 7 0 R>>>>";
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_vec(),
            format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources{fonts}>>").into_bytes(),
            contents,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 8 0 R>>".to_vec(),
        ];
        objects.extend(more);
        assemble(&objects)
    };
    let words = |program: &str| stream("", format!("BT /F 10 Tf (Words, said Ana.) Tj ET {program}").as_bytes());
    let form = "/Subtype/Form/Resources<</XObject<</A 6 0 R/B 7 0 R>>>>";
    let calls = stream(form, "/A Do /B Do ".repeat(50).as_bytes());
    let range = stream("", "1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange ".repeat(1000).as_bytes());
    let zeros = vec![b' '; 100 << 20];
    let object_stream = stream("/Type/ObjStm/N 1/First 4", &zeros);
    let unlocked = page(words(""), vec![]);
    let locked = [
        unlocked,
        b"
trailer <</Root 1 0 R/Encrypt 9 0 R>>"
            .to_vec(),
    ]
    .concat();
    vec![
        ("bomb.pdf", page(stream("", &zeros), vec![])),
        ("object-bomb.pdf", page(words(""), vec![object_stream])),
        ("forms.pdf", page(words("/A Do"), vec![calls.clone(), calls])),
        ("meanings.pdf", page(words(""), vec![b"<<>>".to_vec(), b"<<>>".to_vec(), range])),
        ("no-pages.pdf", assemble(&[b"<</Type/Catalog>>".to_vec()])),
        ("locked.pdf", locked),
        ("scanned.pdf", page(stream("", b"q 595 0 0 842 0 0 cm /I Do Q"), vec![])),
    ]
}

/// Texts and Markdown made to be costly.
fn hostile_texts() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("one-line.txt", vec![b'a'; 32 << 20]),
        ("controls.txt", repeat("\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}\u{200b}Words. ", 200_000).into_bytes()),
        ("marks.txt", repeat("“‘\"'", 500_000).into_bytes()),
        ("lines.txt", repeat("a\n", 2 << 20).into_bytes()),
        ("joined.txt", ["e", &repeat("\u{301}", 1 << 20)].concat().into_bytes()),
        ("half.txt", [b"\xFF\xFE".to_vec(), vec![0xD8; 4 << 20]].concat()),
        ("stars.md", repeat("*a _b **c __", 200_000).into_bytes()),
        ("links.md", repeat("[a](", 200_000).into_bytes()),
        ("lists.md", each(3_000, |i| format!("{}- a\n", " ".repeat(2 * i.min(2_000)))).into_bytes()),
        ("table.md", format!("{}\n{}\n", "|a".repeat(100_000), "|-".repeat(100_000)).into_bytes()),
        ("notes.md", each(100_000, |i| format!("[^{i}]: a [^{}]\n", i + 1)).into_bytes()),
    ]
}

/// What can come of a file.
const OUTCOMES: [&str; 3] = ["whole", "part", "refused"];

/// How many files came out in each way.
#[derive(Default)]
struct Outcomes([usize; 3]);

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [whole, part, refused] = self.0;
        write!(f, "{whole} / {part} / {refused}")
    }
}

/// How the files of a form fared.
#[derive(Default)]
struct Row {
    damaged: Outcomes,
    hostile: Outcomes,
    slowest: f64,
    peak: u64,
}

/// What [`a_file_in_a_process_of_its_own`] opens.
const FILE: &str = "WHOSAID_TEST_FILE";
/// Seconds and bytes that a damaged or hostile file may take.
const SECONDS: f64 = 5.0;
const BYTES: u64 = 200 << 20;

#[test]
fn a_file_in_a_process_of_its_own() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let path = Path::new(&path);
    let start = Instant::now();
    let outcome = load(&Input::File(path.to_owned()));
    let took = start.elapsed().as_secs_f64();
    let came = match outcome {
        Ok(loaded) => {
            let text = loaded.article.text();
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{}", path.display());
            usize::from(loaded.missing.is_some() || loaded.damaged)
        }
        Err(error) => {
            assert!(error.to_string().starts_with(&format!("{}: ", path.display())), "{error}");
            2
        }
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    println!("\nfared {} {took} {}", OUTCOMES[came], peak.unwrap_or_default() << 10);
}

/// Opens a file in a process of its own; what came of it.
fn fare(folder: &Path, name: &str, bytes: &[u8], row: &mut Row) -> usize {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_file_in_a_process_of_its_own", "--nocapture"])
        .env(FILE, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let fared: Vec<&str> = said.lines().find_map(|l| l.strip_prefix("fared ")).unwrap_or_default().split(' ').collect();
    let [outcome, took, peak] = fared[..] else {
        panic!("{name}: {:?} {said}{}", output.status, String::from_utf8_lossy(&output.stderr))
    };
    let (took, peak): (f64, u64) = (took.parse().unwrap(), peak.parse().unwrap());
    assert!(took < SECONDS, "{name} took {took:.1} s");
    assert!(peak < BYTES, "{name} took {} MiB", peak >> 20);
    row.slowest = row.slowest.max(took);
    row.peak = row.peak.max(peak);
    OUTCOMES.iter().position(|known| *known == outcome).unwrap()
}

#[test]
fn damaged_and_hostile_files_cost_little_and_say_why() {
    let html = news_page().into_bytes();
    let whole = pdf::pdf(&plain(), pdf::SETTINGS[1].1);
    let sound = [
        ("a.txt", TEXT.as_bytes().to_vec()),
        ("page.html", html.clone()),
        ("a.md", markdown()),
        ("a.docx", docx()),
        ("a.odt", odt()),
        ("a.epub", epub()),
        ("feed.xml", feed()),
        ("a.pdf", whole),
        ("page.html.gz", gzip(&html)),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (name, bytes) in sound {
        let row = rows.entry(Format::of(&bytes, Path::new(name)).to_string()).or_default();
        for bytes in damaged(&bytes) {
            let outcome = fare(folder.path(), name, &bytes, row);
            row.damaged.0[outcome] += 1;
        }
    }
    for (name, bytes) in hostile().into_iter().chain(hostile_texts()).chain(hostile_pdfs()) {
        let row = rows.entry(Format::of(&bytes, Path::new(name)).to_string()).or_default();
        let outcome = fare(folder.path(), name, &bytes, row);
        row.hostile.0[outcome] += 1;
    }
    println!(
        "| form | damaged: whole / in part / refused | hostile: the same | slowest | most memory |\n|---|---|---|---|---|"
    );
    let mut untold = Vec::new();
    for (form, row) in rows {
        let told = format!("| {form} | {} | {} |", row.damaged, row.hostile);
        println!("{told} {:.1} s | {} MiB |", row.slowest, row.peak >> 20);
        untold.extend((!include_str!("../docs/input.md").contains(&told)).then_some(told));
    }
    assert!(untold.is_empty(), "docs/input.md says otherwise: {untold:#?}");
}

#[test]
fn pdfs_that_hold_no_text_say_so() {
    let files = hostile_pdfs();
    let error = |name: &str| {
        let bytes = &files.iter().find(|(other, _)| *other == name).unwrap().1;
        open(bytes, name).unwrap_err().to_string()
    };
    assert!(error("locked.pdf").contains("an encrypted PDF") && error("locked.pdf").contains("qpdf"));
    assert!(error("scanned.pdf").contains("a PDF without text"));
    assert!(error("no-pages.pdf").contains("but damaged"), "{}", error("no-pages.pdf"));
    assert!(error("object-bomb.pdf").contains("larger than 32 MiB"));
}

#[test]
fn a_pdf_reads_like_its_text() {
    for (name, setting) in pdf::SETTINGS {
        let article = opened(&pdf::pdf(&plain(), *setting), "a.pdf");
        assert_eq!(said(&article), said(&plain()), "{name}: {}", article.text());
        assert!(!article.text().contains("The Quay Press"), "{name}");
    }
}
