//! How the preview begins and ends.

use std::net::TcpListener;
use std::process::Stdio;

use super::Preview;
use crate::support::{TestSite, task};

fn bread() -> TestSite {
    TestSite::bread([task("B1", "")])
}

#[test]
fn it_says_what_it_built_and_where_it_stands() {
    let site = bread();
    let preview = Preview::of(&site);
    let built = preview.log.lines().next().unwrap_or_default().to_owned();
    assert!(built.starts_with("built 1 task in 1 guide: ") && built.ends_with(" ms"), "{built}");
    assert!(preview.log.ends_with(&format!("open {}/ (Ctrl-C ends the preview)\n", preview.url())), "{}", preview.log);
    drop(preview.get("/"));
}

#[test]
fn a_quiet_preview_prints_its_address_and_nothing_else() {
    use std::io::{BufRead as _, BufReader, Read as _};
    let site = bread();
    let mut command = site.command();
    command.args(["serve", "-q", "-p", "0"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its data")).read_line(&mut line).expect("a line");
    let host = line.strip_prefix("http://").and_then(|rest| rest.strip_suffix("/\n")).expect("an address");
    let client = super::Client { host: host.to_owned() };
    assert_eq!(client.get("/bread/B1/").status, 200);
    child.kill().expect("it ends");
    child.wait().expect("it has ended");
    let mut said = String::new();
    child.stderr.take().expect("its messages").read_to_string(&mut said).expect("text");
    assert_eq!(said, "");
}

#[test]
fn a_port_that_is_in_use_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let run = bread().run(&["serve", "-p", &port]).expect(2);
    assert_eq!(
        run.stderr,
        format!(
            "error: port {port} of 127.0.0.1 is in use, perhaps by another preview; name another with --port, or leave \
             --port out for the next free one\n"
        )
    );
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    // Others on this machine may have the first ones.
    let site = bread();
    let (first, second) = (Preview::with(&site, &[]), Preview::with(&site, &[]));
    let port =
        |preview: &Preview| preview.host.split(':').nth(1).and_then(|port| port.parse::<u16>().ok()).expect("a port");
    assert!(port(&first) >= 1111 && port(&second) > port(&first), "{} and {}", first.host, second.host);
    assert_eq!(second.get("/").status, 200);
}

#[test]
fn an_address_that_is_not_this_machines_is_said() {
    // Of a block that is kept for documentation (RFC 5737).
    bread().run(&["serve", "-i", "192.0.2.1", "-p", "0"]).expect(2).says("error: can't listen on 192.0.2.1:0: ");
    bread().run(&["serve", "-i", "example.org"]).expect(2).says("invalid value 'example.org'");
}

#[test]
fn only_this_machine_unless_asked() {
    let site = bread();
    let preview = Preview::of(&site);
    assert!(preview.host.starts_with("127.0.0.1:"), "{}", preview.host);
    let wide = Preview::with(&site, &["-p", "0", "-i", "0.0.0.0"]);
    assert!(wide.log.contains("others in your network can read this preview"), "{}", wide.log);
    assert!(wide.host.starts_with("127.0.0.1:"), "it is told as this machine finds it: {}", wide.host);
    assert_eq!(wide.get("/bread/B1/").status, 200);
    let (_, port) = wide.host.split_once(':').expect("a port");
    let asked =
        |host: &str| wide.raw(&format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n")).status;
    assert_eq!((asked("192.0.2.7"), asked("evil.example")), (200, 403));
}

/// With an open page, whose channel never ends by itself, and a request that nobody finishes.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_whatever_is_open() {
    for signal in ["INT", "TERM"] {
        let site = bread();
        let mut preview = Preview::of(&site);
        let mut news = preview.news("/bread/B1/");
        news.next();
        let mut half = preview.connect();
        std::io::Write::write_all(&mut half, b"GET / HT").expect("a beginning");
        let id = preview.id().to_string();
        let sent = std::process::Command::new("kill").args(["-s", signal, &id]).status().expect("kill runs");
        assert!(sent.success());
        assert_eq!(preview.ends(), Some(0), "{signal}");
        preview.hears("the preview has ended");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_where_that_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let site = bread();
    // Stands in for the system's own way to open an address.
    let (bin, told) = (site.temp().join("bin"), site.temp().join("told"));
    std::fs::create_dir(&bin).expect("a folder");
    std::fs::write(
        bin.join("xdg-open"),
        format!("#!/bin/sh\necho \"$1\" > '{0}.new' && mv '{0}.new' '{0}'\n", told.display()),
    )
    .expect("a program");
    std::fs::set_permissions(bin.join("xdg-open"), PermissionsExt::from_mode(0o755)).expect("that may run");
    let mut command = site.command();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    command.args(["serve", "-p", "0", "--open"]).env("PATH", path).stderr(Stdio::piped());
    let preview = Preview::spawn(command);
    let asked = loop {
        match std::fs::read_to_string(&told) {
            Ok(address) => break address,
            Err(_) => drop(preview.get("/")),
        }
    };
    assert_eq!(asked, format!("{}/\n", preview.url()));
}

#[test]
fn a_project_must_be_there() {
    let site = TestSite::new::<&str, &str>([]);
    site.run(&["serve", "-p", "0"]).expect(2).says("found no vejviser.yaml");
}
