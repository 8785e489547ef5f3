//! Who may ask. The preview stands on the reader's own machine, where every other site in the same browser can send
//! requests to it: by a name that leads here (DNS rebinding), or straight to the address.

use std::net::{IpAddr, SocketAddr};

/// The headers of a request that decide about access.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Request<'r> {
    pub(super) method: &'r str,
    pub(super) host: Option<&'r str>,
    pub(super) origin: Option<&'r str>,
    /// `Sec-Fetch-Site` and `Sec-Fetch-Mode`, which browsers send and pages can't change.
    pub(super) site: Option<&'r str>,
    pub(super) mode: Option<&'r str>,
}

/// Why a request gets no answer: its status and a line for the one who asked.
pub(super) type Refusal = (u16, &'static str);

/// Lets a request for the preview at `own` through, or says why not.
pub(super) fn check(own: SocketAddr, request: Request<'_>) -> Result<(), Refusal> {
    if !matches!(request.method, "GET" | "HEAD") {
        return Err((405, "The preview answers GET and HEAD only.\n"));
    }
    let Some(host) = request.host else {
        return Err((400, "The request names no host.\n"));
    };
    if !is_own(own, host) {
        return Err((
            403,
            "The preview answers to its own address only; open the one that `vejviser serve` has printed.\n",
        ));
    }
    let foreign = request.origin.is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|o| is_own(own, o)));
    // A link on another site may lead here; a page there may not load anything from here.
    let loads = request.site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
        && request.mode.is_none_or(|mode| mode != "navigate");
    if foreign || loads {
        return Err((403, "The preview answers to its own pages only.\n"));
    }
    Ok(())
}

/// Whether `host`, with its port, is an address of the preview. An address in numbers can't be made to lead elsewhere, as
/// a name can; the one name is `localhost`, which browsers look up nowhere.
fn is_own(own: SocketAddr, host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    if port != Some(own.port()) {
        return false;
    }
    if name.eq_ignore_ascii_case("localhost") {
        return own.ip().is_loopback() || own.ip().is_unspecified();
    }
    let literal = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(inside) => inside.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    };
    // On every interface, the machine may have any address.
    literal.is_some_and(|ip| own.ip().is_unspecified() || ip == own.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_addresses() {
        let local = SocketAddr::from(([127, 0, 0, 1], 1111));
        for own in ["127.0.0.1:1111", "localhost:1111", "LOCALHOST:1111"] {
            assert!(is_own(local, own), "{own}");
        }
        for foreign in [
            "",
            "127.0.0.1",
            "localhost",
            "localhost:80",
            "127.0.0.1:1112",
            "127.0.0.1:1111:1111",
            "example.org:1111",
            "127.0.0.1.example.org:1111",
            "localhost.example.org:1111",
            "[::1]:1111",
            "127.0.0.2:1111",
            "user@127.0.0.1:1111",
            "0x7f.1:1111",
            "127.0.0.1:+1111x",
            "[127.0.0.1]:1111",
            " localhost:1111",
        ] {
            assert!(!is_own(local, foreign), "{foreign}");
        }
        let wide = SocketAddr::from(([0, 0, 0, 0], 1111));
        assert!(is_own(wide, "192.168.1.7:1111") && is_own(wide, "localhost:1111") && is_own(wide, "[fe80::1]:1111"));
        assert!(!is_own(wide, "example.org:1111"));
        let six = SocketAddr::new(IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), 80);
        assert!(is_own(six, "[::1]") && is_own(six, "[::1]:80") && is_own(six, "localhost") && !is_own(six, "::1"));
        let lan = SocketAddr::from(([192, 168, 1, 7], 1111));
        assert!(is_own(lan, "192.168.1.7:1111") && !is_own(lan, "localhost:1111"));
    }
}
