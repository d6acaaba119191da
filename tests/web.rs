//! Fetching, from a server of our own on this machine: what comes, what fails, and how it is told.

mod pages;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use pages::{LAYOUTS, NOISE, Story, stub};
use whosaid::analysis::Statement;
use whosaid::error::Fault;
use whosaid::source::{Limits, Loaded, Missing, load_from_web};
use whosaid::{Article, Error, analyze};

const PROSE: &str = "<p>The council voted on Monday evening to keep the ferry in port until its hull has been mended, and \
    nobody asked the people of the far bank.</p><p>“We waited all day at the café,” said Ana Ruiz, the harbour master.</p>";

fn page() -> String {
    format!(
        "<!doctype html><html><head><title>Ferry stays in port</title></head><body><article>{PROSE}{PROSE}</article></body></html>"
    )
}

/// The article that all layouts tell.
fn plain() -> Article {
    Article::from_plain_text(include_str!("../assets/articles/rate-cut.txt"), "plain")
}

/// Who says what in it.
fn said(article: &Article) -> Vec<(String, String)> {
    let analysis = analyze(article);
    let said = |s: &Arc<Statement>| {
        let who = s.actor.map_or(String::new(), |actor| article.slice(analysis.actors[actor].name).to_owned());
        (who, s.content.iter().map(|span| article.slice(*span)).collect::<Vec<_>>().join(" … "))
    };
    analysis.statements.iter().map(said).collect()
}

/// The address of a layout.
fn address(name: &str) -> String {
    format!("/as/{}", name.replace(' ', "-"))
}

/// Serves on this machine until the tests end; returns its address.
fn serve(answer: fn(&str, &mut TcpStream) -> std::io::Result<()>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut stream = stream;
                let mut request = Vec::new();
                let mut byte = [0];
                while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
                    request.push(byte[0]);
                }
                // The client may have gone.
                let _ = answer(&String::from_utf8_lossy(&request), &mut stream);
            });
        }
    });
    address
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(body)
}

fn answer(request: &str, stream: &mut TcpStream) -> std::io::Result<()> {
    let path = request.split(' ').nth(1).unwrap_or_default();
    let page = page();
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let redirect = |to: &str| format!("Location: {to}\r\n");
    match path {
        _ if path.starts_with("/as/") => {
            let layout = LAYOUTS.iter().find(|(name, _)| address(name) == path);
            layout.map_or(Ok(()), |(_, layout)| send(stream, "200 OK", html, layout(&Story::of(&plain())).as_bytes()))
        }
        "/stub" => send(stream, "200 OK", html, stub(&Story::of(&plain())).as_bytes()),
        "/utf-16" => {
            let bytes: Vec<u8> =
                std::iter::once(0xFEFF).chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            send(stream, "200 OK", "Content-Type: text/html; charset=utf-16\r\n", &bytes)
        }
        "/page" | "/k%C3%A4fer" => send(stream, "200 OK", html, page.as_bytes()),
        "/accept" => {
            let polite =
                request.to_ascii_lowercase().contains("accept: text/html") && request.contains("text/markdown");
            send(stream, if polite { "200 OK" } else { "406 No" }, html, page.as_bytes())
        }
        "/latin" => {
            let bytes = encoding_rs::WINDOWS_1252.encode(&page).0.into_owned();
            send(stream, "200 OK", "Content-Type: text/html; charset=windows-1252\r\n", &bytes)
        }
        "/gzip" => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(page.as_bytes())?;
            send(stream, "200 OK", &format!("{html}Content-Encoding: gzip\r\n"), &encoder.finish()?)
        }
        "/brotli" => send(stream, "200 OK", &format!("{html}Content-Encoding: br\r\n"), &brotli(page.as_bytes())),
        "/markdown" => {
            send(stream, "200 OK", "Content-Type: text/markdown\r\n", "“We waited,” said *Ana* Ruiz.".as_bytes())
        }
        "/fragment" => send(stream, "200 OK", html, format!("Hear, hear. <script>no</script>{PROSE}").as_bytes()),
        "/umlaut" => send(stream, "301 Moved", &redirect("/käfer"), b""),
        "/410" => send(stream, "410 Gone", html, b""),
        "/text" => send(stream, "200 OK", "Content-Type: text/plain\r\n", "“We waited,” said Ana Ruiz.".as_bytes()),
        "/chain" => send(stream, "301 Moved", &redirect("hop?2"), b""),
        "/hop?2" => send(stream, "302 Found", &redirect("/hop?1"), b""),
        "/hop?1" => send(stream, "308 Moved", &redirect("./page"), b""),
        "/circle" => send(stream, "302 Found", &redirect("/circle"), b""),
        "/file" => send(stream, "302 Found", &redirect("file:///etc/passwd"), b""),
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG\r\n\x1a\n\0\0"),
        "/403" => send(stream, "403 Forbidden", html, page.as_bytes()),
        "/500" => send(stream, "500 Oops", html, b"oops"),
        "/empty" => send(stream, "200 OK", html, b"<html><body></body></html>"),
        "/large" => send(stream, "200 OK", html, &vec![b'a'; 50 << 20]),
        "/endless" => {
            write!(stream, "HTTP/1.1 200 OK\r\n{html}\r\n")?;
            loop {
                stream.write_all(&[b'a'; 4096])?;
            }
        }
        "/slow" => {
            write!(stream, "HTTP/1.1 200 OK\r\n{html}Content-Length: 100000\r\n\r\n")?;
            loop {
                stream.write_all(b"a")?;
                thread::sleep(Duration::from_millis(50));
            }
        }
        "/silent" => {
            thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        "/short" => {
            write!(stream, "HTTP/1.1 200 OK\r\n{html}Content-Length: 100000\r\n\r\n{page}")
        }
        _ => send(stream, "404 Not Found", html, b"<html><body>no</body></html>"),
    }
}

/// A brotli stream (RFC 7932) of uncompressed meta-blocks.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    // Window of 16 bits: one zero bit. Then for each block: not the last (0), four nibbles of length (00), length - 1 in
    // 16 bits, uncompressed (1), and zeros to the next byte. The last block is empty: 11.
    let mut out = Vec::new();
    let mut first = true;
    for block in bytes.chunks(1 << 15) {
        let length = (block.len() - 1) as u32;
        let header = (length << 3) | (1 << 19);
        let header = if first { header << 1 } else { header };
        let _ = std::mem::take(&mut first);
        out.extend_from_slice(&header.to_le_bytes()[..3]);
        out.extend_from_slice(block);
    }
    out.push(3);
    out
}

fn limits() -> Limits {
    Limits { time: Duration::from_secs(3), ..Limits::default() }
}

fn get(path: &str) -> Result<Loaded, Error> {
    let server = serve(answer);
    let start = Instant::now();
    let outcome = load_from_web(&format!("{server}{path}"), limits(), |_| {});
    assert!(start.elapsed() < Duration::from_secs(5), "{path} took {:?}", start.elapsed());
    outcome
}

#[track_caller]
fn fault(path: &str) -> Fault {
    match get(path) {
        Err(Error::Fetch { fault, .. }) => fault,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn pages_come_in_any_dress() {
    for path in ["/page", "/accept", "/latin", "/utf-16", "/gzip", "/brotli", "/chain"] {
        let article = get(path).unwrap_or_else(|error| panic!("{error}")).article;
        assert!(
            article.text().contains("“We waited all day at the café,” said Ana Ruiz"),
            "{path}: {}",
            article.text()
        );
        assert_eq!(article.title().map(|title| article.slice(title)), Some("Ferry stays in port"), "{path}");
        assert!(article.source().starts_with("http://127.0.0.1:") && article.source().ends_with(path));
    }
    assert_eq!(get("/markdown").unwrap().article.text(), "“We waited,” said Ana Ruiz.");
    let article = get("/fragment").unwrap().article;
    assert!(article.text().contains("“We waited") && !article.text().contains("script"), "{}", article.text());
    assert!(get("/umlaut").unwrap().article.text().contains("“We waited"));
    assert_eq!(get("/text").unwrap().article.text(), "“We waited,” said Ana Ruiz.");
}

#[test]
fn every_layout_says_who_said_what() {
    let plain = plain();
    let (expected, headline) = (said(&plain), plain.slice(plain.title().unwrap()));
    for (name, _) in LAYOUTS {
        let article = get(&address(name)).unwrap_or_else(|error| panic!("{error}")).article;
        assert_eq!(article.title().map(|title| article.slice(title)), Some(headline), "{name}");
        assert_eq!(said(&article), expected, "{name}: {}", article.text());
        for noise in NOISE {
            assert!(!article.text().contains(noise), "{name}: {noise}");
        }
    }
}

#[test]
fn a_paywall_stub_gives_its_start_and_says_so() {
    let loaded = get("/stub").unwrap();
    assert_eq!(loaded.missing, Some(Missing::Paid));
    let (text, whole) = (loaded.article.text(), plain());
    let paragraphs = whole.paragraphs().iter().map(|p| whole.slice(p.span));
    assert_eq!(paragraphs.filter(|words| text.contains(words)).count(), 3, "{text}");
    assert!(!text.contains("Subscribe") && NOISE.iter().all(|noise| !text.contains(noise)), "{text}");
}

#[test]
fn each_failure_has_its_word() {
    assert_eq!(fault("/none"), Fault::Status(404));
    assert!(get("/410").unwrap_err().to_string().contains("no such page (410)"));
    assert_eq!(fault("/403"), Fault::Status(403));
    assert_eq!(fault("/500"), Fault::Status(500));
    assert_eq!(fault("/circle"), Fault::Redirects);
    assert_eq!(fault("/file"), Fault::Scheme("file".to_owned()));
    assert!(matches!(fault("/short"), Fault::Network(_)));
    assert!(matches!(get("/picture"), Err(Error::NotText { .. })));
    assert!(matches!(get("/empty"), Err(Error::Empty { .. })));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = load_from_web(&format!("http://{nobody}/"), limits(), |_| {}).unwrap_err();
    assert!(error.to_string().contains("it cannot be reached"), "{error}");
    let error = load_from_web("ftp://quay.example/a", limits(), |_| {}).unwrap_err();
    assert!(error.to_string().contains("only http and https"), "{error}");
}

#[test]
fn nothing_is_too_large_or_too_slow() {
    for path in ["/large", "/endless"] {
        let error = get(path).unwrap_err();
        assert!(matches!(error, Error::TooLarge { .. }), "{path}: {error}");
    }
    assert_eq!(fault("/slow"), Fault::Slow);
    assert_eq!(fault("/silent"), Fault::Slow);
}

#[test]
fn progress_is_told_while_it_is_slow() {
    let server = serve(answer);
    let mut told = Vec::new();
    load_from_web(&format!("{server}/slow"), limits(), |bytes| told.push(bytes)).unwrap_err();
    assert!(told.len() >= 3 && told.is_sorted() && told.last() > Some(&0), "{told:?}");
}
