//! Fetches an article by its address: one request and its redirects, with limits on time and size.
//!
//! Only `http` and `https`; a public site may not send us on to an address of this machine or its network. What the
//! server says of the encoding goes along with the bytes; what they are is told from the bytes, as of any file.

use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use ureq::Agent;
use ureq::http::header::{CONTENT_TYPE, LOCATION};
use url::Url;

use super::{Format, Unread, read_all};
use crate::Error;
use crate::error::Fault;

/// What we would like to get, best first.
const ACCEPT: &str = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9, application/rss+xml;q=0.8, \
    application/atom+xml;q=0.8, application/pdf;q=0.5, */*;q=0.1";
/// How often the progress is told.
const TICK: Duration = Duration::from_millis(500);

/// How much one fetch may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first connection to the last byte.
    pub time: Duration,
    /// After decompression.
    pub bytes: u64,
    /// How many times a server may send us on.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(30), bytes: 16 << 20, redirects: 10 }
    }
}

/// What came.
#[derive(Debug)]
pub(super) struct Fetched {
    pub bytes: Vec<u8>,
    /// The encoding and the format of text, as the server says; plain text is what it calls all that it does not know.
    pub charset: Option<&'static Encoding>,
    pub stated: Option<Format>,
}

/// Fetches; `progress` is told now and then how many bytes have come.
pub(super) fn fetch(address: &str, limits: Limits, mut progress: impl FnMut(usize)) -> Result<Fetched, Error> {
    let failed = |fault| Error::Fetch { path: PathBuf::from(address), fault };
    let url = Url::parse(address).map_err(|cause| failed(Fault::Address(cause.to_string())))?;
    let (sender, receiver) = channel();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    thread::spawn(move || {
        let outcome = follow(url, limits, &counter);
        // Nobody listens when the time is over.
        let _ = sender.send(outcome);
    });
    // The worker keeps its own clock; looking up a name is what it cannot cut short.
    let deadline = Instant::now() + limits.time + Duration::from_secs(1);
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(outcome) => {
                return outcome.map_err(|fault| match fault {
                    Fault::TooLarge => Error::TooLarge { path: PathBuf::from(address), limit: limits.bytes },
                    fault => failed(fault),
                });
            }
            Err(RecvTimeoutError::Timeout) if Instant::now() < deadline => progress(count.load(Ordering::Relaxed)),
            Err(_) => return Err(failed(Fault::Slow)),
        }
    }
}

/// Asks the server, and the next one where it sends us on.
fn follow(mut url: Url, limits: Limits, count: &AtomicUsize) -> Result<Fetched, Fault> {
    let deadline = Instant::now() + limits.time;
    let asked = machines(&url);
    let may_be_local = !asked.is_empty() && asked.into_iter().all(is_local);
    for _ in 0..=limits.redirects {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Fault::Scheme(url.scheme().to_owned()));
        }
        if !may_be_local && machines(&url).into_iter().any(is_local) {
            return Err(Fault::Local(url.to_string()));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(left))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("whosaid/", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            .build()
            .into();
        let response = agent.get(url.as_str()).call().map_err(|cause| fault(&cause))?;
        let status = response.status().as_u16();
        // Some servers write addresses in UTF-8 as they are.
        let header = |name| response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
        if let (300..=399, Some(place)) = (status, header(LOCATION)) {
            url = url.join(&place).map_err(|cause| Fault::Address(cause.to_string()))?;
            continue;
        }
        if !(200..=299).contains(&status) {
            return Err(Fault::Status(status));
        }
        let kind = header(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
        let charset = kind.split_once("charset=").and_then(|(_, label)| {
            Encoding::for_label(label.split(';').next()?.trim().trim_matches(['"', '\'']).as_bytes())
        });
        let stated = match kind.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => Some(Format::Html),
            "text/markdown" => Some(Format::Markdown),
            _ => None,
        };
        let count = |bytes| count.store(bytes, Ordering::Relaxed);
        let bytes =
            read_all(response.into_body().into_reader(), limits.bytes, count).map_err(|unread| match unread {
                Unread::TooLarge => Fault::TooLarge,
                Unread::Failed(cause) => broken(&cause),
            })?;
        return Ok(Fetched { bytes, charset, stated });
    }
    Err(Fault::Redirects)
}

/// Why a body broke off.
fn broken(cause: &io::Error) -> Fault {
    match cause.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(cause) => fault(cause),
        None if cause.kind() == io::ErrorKind::TimedOut => Fault::Slow,
        None => Fault::Network(cause.to_string()),
    }
}

fn fault(cause: &ureq::Error) -> Fault {
    match cause {
        ureq::Error::Timeout(_) => Fault::Slow,
        cause => Fault::Network(cause.to_string()),
    }
}

/// The machines that an address stands for, as written or by its name.
fn machines(url: &Url) -> Vec<IpAddr> {
    let port = url.port_or_known_default().unwrap_or(80);
    match url.host() {
        Some(url::Host::Ipv4(ip)) => vec![ip.into()],
        Some(url::Host::Ipv6(ip)) => vec![ip.into()],
        Some(url::Host::Domain(name)) => {
            (name, port).to_socket_addrs().map_or_else(|_| Vec::new(), |all| all.map(|address| address.ip()).collect())
        }
        None => Vec::new(),
    }
}

/// Whether a machine is this one or of its own network.
fn is_local(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
                || (a == 100 && (64..128).contains(&b))
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_local(ip.into()),
            None => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_in_any_dress() {
        let is_local = |address| machines(&Url::parse(address).unwrap()).into_iter().any(is_local);
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fd00::1]/",
            "http://0.0.0.0/",
            "http://100.64.0.1/",
            "http://localhost/",
        ] {
            assert!(is_local(address), "{address}");
        }
        assert!(!is_local("http://93.184.215.14/") && !is_local("http://[2606:2800::1]/"));
    }
}
