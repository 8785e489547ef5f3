//! `vejviser import`: tables of every make, the way there and back, what does not fit, and what means harm.

use std::io::{Cursor, Write as _};

use crate::support::{GUIDE, Run, TestSite, files, own_build, repository, task};

const SETTINGS: (&str, &str) = ("vejviser.yaml", "title: Kitchen\n");

fn imported(csv: &str, flags: &[&str]) -> (TestSite, Run) {
    let site = TestSite::new([SETTINGS]);
    site.write("plan.csv", csv);
    let run = site.run(&[&["import", "plan.csv", "--guide", "bread"], flags].concat());
    (site, run)
}

#[test]
fn tasks_csv_goes_there_and_back() {
    for (guide, language) in [("sf1590-d", "da"), ("publish-a-guide", "en")] {
        let csv = own_build().text(&format!("{guide}/tasks.csv"));
        let site = TestSite::new([SETTINGS]);
        site.write("tasks.csv", csv);
        let run = site.run(&["import", "tasks.csv", "--guide", guide, "--language", language]).expect(0);
        assert!(run.stderr.starts_with("wrote "), "{}", run.stderr);
        let again = site.build();
        assert_eq!(again.text(&format!("{guide}/tasks.csv")), csv);
    }
}

#[test]
fn hard_texts_go_there_and_back() {
    let hard = r"a \*b\* \_c\_ \`d\` \[e](f) \<g> \&amp; \\h \~i\~ #j |k 1. l";
    let yaml = serde_json::to_string(hard).expect("JSON");
    let site = TestSite::bread([
        task("B1", "delivers: '=1+1'\ndescription: \"a: b # c; d, \\\"e\\\"\"\n"),
        task(
            "B2",
            &format!(
                "requires: [{{task: B1, certainty: likely, note: x}}, {{any: [B4, B5]}}]\nopen_questions: [{yaml}, '- x', '1\\. y', '# z', 'SF1590_D og B1']\nsource: {yaml}\n"
            ),
        ),
        task("B3", "status: retired\nreplaced_by: B1\nupdated: 2026-11-23\n"),
        task("B4", "with: [B1]\nalternatives: [B5]\n"),
        task("B5", "track: rye\nscope: once\n"),
        (GUIDE.0.to_owned(), GUIDE.1.replace("guide:\n", "guide:\n  tracks: [{key: rye}]\n  scopes: [{key: once}]\n")),
    ]);
    let csv = site.build().text("bread/tasks.csv").to_owned();
    let (again, run) = imported(&csv, &[]);
    run.expect(0);
    assert_eq!(again.build().text("bread/tasks.csv"), csv);
}

#[test]
fn danish_heads_and_names_become_a_guide() {
    let csv = "Kode;Titel;Part;Trin;Kræver;Åbne spørgsmål;Bilag\r\nB1;Mal mel;Mølleren;Før;;;\r\nB2;\"Ælt; dejen\";Bageren \
               A/S;Bagning;B1?;Hvor længe?;skema 1\r\n";
    let (site, run) = imported(csv, &["--language", "da", "--title", "Brød: bag"]);
    let run = run.expect(0);
    assert_eq!(run.stdout, "content/bread/_index.md\ncontent/bread/B1.md\ncontent/bread/B2.md\n");
    assert_eq!(run.stderr, "wrote 2 tasks to `content/bread`; vejviser check tells what is left to do\n");
    assert_eq!(
        site.read("content/bread/_index.md"),
        "---\ntitle: \"Brød: bag\"\nlanguage: da\nguide:\n  parties:\n    - key: Mølleren\n    - key: bageren-a-s\n      \
         name: \"Bageren A/S\"\n  stages:\n    - key: Før\n    - key: Bagning\n  fields:\n    - key: bilag\n      name: \
         \"Bilag\"\n---\n"
    );
    assert_eq!(
        site.read("content/bread/B2.md"),
        "---\ntitle: \"Ælt; dejen\"\nparty: bageren-a-s\nstage: Bagning\nrequires:\n  - {task: B1, certainty: \
         likely}\nopen_questions:\n  - \"Hvor længe?\"\nfields:\n  bilag: \"skema 1\"\n---\n"
    );
    site.run(&["check"]).expect(0);
}

#[test]
fn what_does_not_fit_is_told_and_the_rest_is_written() {
    let csv = "id,title,party,stage,requires,status,updated,id\nB1,One,cook,bake,\"B2, B9\",gone,yesterday,x\nB1,Again,cook,bake\n\
               ,None,cook,bake\na/b,Path,cook,bake\nB3,No party,,bake\nB2,,cook,bake\n\nb2,Case,cook,bake\n";
    let (site, run) = imported(csv, &[]);
    let run = run.expect(1);
    let expected = "row 1, column \"id\": it stands for the same as the column \"id\", which was read; this one became the guide's \
                    own field `id-8`\nrow 2, column \"requires\": there is no \
                    task `B9`; it was left out\nrow 2, column \"status\": `gone` is not active, draft or retired; it was left \
                    out\nrow 2, column \"updated\": `yesterday` is not a day such as 2026-11-23; it was left out\nrow 3, column \
                    \"id\": `B1` stands in row 2 already; the row was left out\nrow 4, column \"id\": the row has no id; the row \
                    was left out\nrow 5, column \"id\": `a/b` can't be an id: it has the character '/'; the row was left out\nrow \
                    6, column \"party\": the task has no party; the row was left out; if its cell is merged with \
                    one above, import with --fill-down party\nrow 7, column \"title\": the task has no \
                    title; its id stands there\nrow 8, column \"id\": `b2` stands in row 7 already; the row was left out\nwrote 2 \
                    tasks to `content/bread`; vejviser check tells what is left to do\n9 things did not fit, see above\n";
    assert_eq!(run.stderr, expected);
    site.run(&["check"]).expect(0);
    let again = site.run(&["import", "plan.csv", "--guide", "bread"]).expect(2);
    assert!(
        again.stderr.contains("`B1` is a task already") && again.stderr.contains("nothing was written"),
        "{}",
        again.stderr
    );
}

#[test]
fn tasks_join_a_guide_that_is_there() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("more.csv", "id;title;part;trin;requires;ukendt\nB2;Two;Cook;bake;B1;x\nB3;Three;cok;bake;;\n");
    let run = site.run(&["import", "more.csv", "--guide", "bread"]).expect(1);
    assert_eq!(
        run.stderr,
        "row 1, column \"ukendt\": the guide has no such field; the column was left out\nrow 3, column \"part\": the guide has no \
         party `cok`; it has cook, guest; the row was left out\nwrote 1 task to `content/bread`; vejviser check tells what is left \
         to do\n2 things did not fit, see above\n"
    );
    assert_eq!(
        site.read("content/bread/B2.md"),
        "---\ntitle: \"Two\"\nparty: cook\nstage: bake\nrequires:\n  - B1\n---\n"
    );
    site.run(&["check"]).expect(0);
}

#[test]
fn nothing_is_written_over_and_a_dry_run_writes_nothing() {
    let csv = "id,title,party,stage\nB1,One,cook,bake\nB2,Two,cook,bake\n";
    let (site, run) = imported(csv, &["--dry-run"]);
    run.expect(0).says("would write 2 tasks to `content/bread`; nothing was written");
    assert!(!site.path("content").exists());
    site.write("content/bread/B2.md", "mine");
    let before = files(&site.root());
    site.run(&["import", "plan.csv", "--guide", "bread"])
        .expect(2)
        .says("B2.md` is there already; nothing was written");
    assert_eq!(files(&site.root()), before);
}

#[test]
fn tables_that_can_not_be_read_are_refused() {
    let site = TestSite::new([SETTINGS]);
    let wide = format!("id,title,party,stage{}\n", ",x".repeat(300));
    for (name, bytes, said) in [
        ("a.csv", &b"id,titl\xE6\x00\n"[..], "it is no text in windows-1252"),
        ("b.csv", b"", "the table is empty"),
        ("c.csv", b"id,title\nB1,One\n", "the first row has no column `party`; it may be called party, part,"),
        ("d.csv", wide.as_bytes(), "it has 304 columns, more than the 200 that are read"),
        ("e.csv", b"id,title,party,stage\n", "has no row that could become a task; nothing was written"),
        ("f.ods", b"", "its form is not read; save it as XLSX or CSV"),
        ("g.xlsx", b"PK\x03\x04 no", "it is damaged, or no XLSX file"),
    ] {
        site.write(name, bytes);
        site.run(&["import", name, "--guide", "bread"]).expect(2).says(said);
    }
    site.run(&["import", "none.csv", "--guide", "bread"]).expect(2).says("can't read `none.csv`");
    site.run(&["import", ".", "--guide", "bread"]).expect(2);
    for folder in ["../out", "content/", "content/a/b", "a/b", "", ".x", "search", "plan.html"] {
        site.run(&["import", "a.csv", "--guide", folder]).expect(2).says("can't be the folder of a guide");
    }
    assert!(!site.path("content").exists());
}

#[test]
fn cells_can_not_leave_the_folder_or_the_front_matter() {
    let bad = "x\n---\nstatus: draft\u{0}\u{1b}[31m";
    let quoted = bad.replace('"', "\"\"");
    let csv = format!(
        "id,title,party,stage,delivers,body,requires\n../B1,t,cook,bake\nB2,\"{quoted}\",\"co: {{ok\",\"'=1\",\"{quoted}\",\"---\n{quoted}\",\"../../B2\"\n\
         CON,t,cook,bake\n=cmd|'/c',t,cook,bake\n"
    );
    let (site, run) = imported(&csv, &[]);
    let run = run.expect(1);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    let written: Vec<String> = files(&site.root()).into_keys().collect();
    assert_eq!(written, ["content/bread/B2.md", "content/bread/_index.md", "plan.csv", "vejviser.yaml"]);
    site.run(&["check"]).expect(0);
    let data = site.build().json("bread/guide.json");
    assert_eq!(data["tasks"][0]["status"], "active");
}

#[test]
fn a_text_that_looks_like_a_formula_comes_back_with_its_apostrophes() {
    let titles = ["=1", "'=1", "''=1", "+45 12", "'-x", "@a", "'@a", "'quoted'", "'a", "-"];
    let mut files: Vec<(String, String)> = vec![(GUIDE.0.to_owned(), GUIDE.1.to_owned())];
    for (at, title) in titles.iter().enumerate() {
        let (path, text) = task(&format!("B{at}"), "");
        files.push((path, text.replace(&format!("title: Task B{at}"), &format!("title: \"{title}\""))));
    }
    let csv = TestSite::bread(files).build().text("bread/tasks.csv").to_owned();
    let (again, run) = imported(&csv, &[]);
    run.expect(0);
    for (at, title) in titles.iter().enumerate() {
        let text = again.read(&format!("content/bread/B{at}.md"));
        assert!(text.starts_with(&format!("---\ntitle: \"{title}\"\n")), "{text}");
    }
    assert_eq!(again.build().text("bread/tasks.csv"), csv);
}

#[test]
fn the_plainest_name_of_a_column_is_read_whatever_the_order() {
    let expected = "---\ntitle: \"Et\"\nparty: Kommune\nstage: s\nfields:\n  ansvarlig: \"Lars\"\n---\n";
    for csv in [
        "Opgave;Navn;Ansvarlig;Part;Fase\nQ1;Et;Lars;Kommune;s\n",
        "Fase;Part;Ansvarlig;Navn;Opgave\ns;Kommune;Lars;Et;Q1\n",
    ] {
        let (site, run) = imported(csv, &[]);
        run.expect(0).says(
            "row 1, column \"Ansvarlig\": it stands for the same as the column \"Part\", which was read; this one became the \
             guide's own field `ansvarlig`\n",
        );
        assert_eq!(site.read("content/bread/Q1.md"), expected);
    }
    // The key goes before the name, and a field of the guide before other words.
    let guide = GUIDE.1.replace("guide:\n", "guide:\n  fields: [{key: ansvarlig, name: Owner}]\n");
    let site = TestSite::bread([
        (GUIDE.0, guide.as_str()),
        ("content/bread/B1.md", "---\ntitle: x\nparty: cook\nstage: bake\n---\n"),
    ]);
    site.write("more.csv", "id;title;Part;party;stage;owner\nB2;Two;nobody;cook;bake;Lars\n");
    let run = site.run(&["import", "more.csv", "--guide", "bread"]).expect(1);
    run.says("column \"Part\": it stands for the same as the column \"party\", which was read; this one was left out");
    let two = site.read("content/bread/B2.md");
    assert_eq!(two, "---\ntitle: \"Two\"\nparty: cook\nstage: bake\nfields:\n  ansvarlig: \"Lars\"\n---\n");
}

/// `UPDATE_EXPECTED=1` writes the table anew.
#[test]
fn the_manual_lists_the_names_of_columns() {
    let printed = TestSite::new([SETTINGS]).run(&["import", "--columns"]).expect(0).stdout;
    let cells = |line: &str| {
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = printed.lines().map(cells).collect();
    let mut table = String::new();
    for (at, row) in rows.iter().enumerate() {
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        let key = if at == 0 { cell(0).to_owned() } else { format!("`{}`", cell(0)) };
        table.push_str(format!("| {key} | {} | {} |\n", cell(1), cell(2)).replace("  ", " ").as_str());
        if at == 0 {
            table.push_str("|---|---|---|\n");
        }
    }
    let page = repository().join("docs/content/commands.md");
    let text = std::fs::read_to_string(&page).expect("the page");
    let start = text.find("| column | also called").expect("the table");
    let end = text[start..].find("\n\n").map_or(text.len(), |at| start + at + 1);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&page, format!("{}{table}{}", &text[..start], &text[end..])).expect("written");
    } else {
        assert_eq!(&text[start..end], table);
    }
}

#[test]
fn tables_as_danish_excel_writes_them() {
    let table = "sep=;\r\nId;Titel;Part;Trin;Opdateret;Note\r\nQ1;K\u{f8}b;Kommune;s;23-11-2026;a;overskud\r\n;;;;;\r\n\
                 Q2;To;;s;05.11.2026;b\r\nQ3;Tre;;s;05/11/2026;;mere\r\n";
    let latin: Vec<u8> = table.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let told = "row 3: column 7 has no head; `overskud` was left out, and 1 more below it\n";
    for (bytes, encoding) in
        [(table.as_bytes().to_vec(), None), (latin, Some("windows-1252")), (wide, Some("UTF-16LE"))]
    {
        let site = TestSite::new([SETTINGS]);
        site.write("plan.csv", bytes);
        let run = site
            .run(&["import", "plan.csv", "--guide", "content/g", "--language", "da", "--fill-down", "Part"])
            .expect(1);
        let read = encoding.map(|encoding| {
            format!("row 2: the file is not in UTF-8 and was read as {encoding}; look at letters such as \u{e6}, \u{f8} and \u{e5}\n")
        });
        let wrote =
            "wrote 3 tasks to `content/g`; vejviser check tells what is left to do\n1 thing did not fit, see above\n";
        assert_eq!(run.stderr, format!("{}{told}{wrote}", read.unwrap_or_default()));
        for (id, title, day) in
            [("Q1", "K\u{f8}b", "2026-11-23"), ("Q2", "To", "2026-11-05"), ("Q3", "Tre", "2026-11-05")]
        {
            let text = site.read(&format!("content/g/{id}.md"));
            let start = format!("---\ntitle: \"{title}\"\nparty: Kommune\nstage: s\nupdated: {day}\n");
            assert!(text.starts_with(&start), "{text}");
        }
        site.run(&["check"]).expect(0);
    }
    // Nobody says which of the two numbers is the day, nor what stands in the empty cells.
    let (_, run) = imported(&table.replace(";Kommune", ";\"Kommune\""), &[]);
    run.expect(1)
        .says("row 5, column \"Part\": the task has no party; the row was left out; if its cell is merged with one above, import with --fill-down party");
    let (_, run) = imported(&table.replace(";;s", ";Kommune;s"), &[]);
    run.expect(1).says("row 6, column \"Opdateret\": `05/11/2026` may be two days; say with --dates dmy or --dates mdy which; it was left out");
    for (name, said) in [
        ("Prt", "the table has no column `Prt` to fill down; did you mean `Part`?"),
        ("Id", "ids are never filled down"),
    ] {
        let (_, run) = imported(table, &["--fill-down", name]);
        run.expect(2).says(said);
    }
}

#[test]
fn days_in_a_field_of_the_guide_are_read() {
    let guide = GUIDE.1.replace("guide:\n", "guide:\n  fields: [{key: due, type: date}]\n");
    let site = TestSite::bread([(GUIDE.0, guide.as_str())]);
    site.write("more.csv", "id;title;party;stage;due\nB2;Two;cook;bake;11/30/2026\n");
    site.run(&["import", "more.csv", "--guide", "bread", "--dates", "mdy"]).expect(0);
    assert!(site.read("content/bread/B2.md").contains("due: \"2026-11-30\""));
    site.run(&["check"]).expect(0);
}

// Spreadsheets

/// A spreadsheet of one sheet with these rows of XML.
fn spreadsheet(rows: &str, shared: &str) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\">{shared}</sst>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(format!("{head}{text}").as_bytes()).expect("its text");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A row of texts, and of `s:N` for the shared text N, and of numbers.
fn row(number: usize, cells: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let place = format!("{}{number}", (b'A' + at as u8) as char);
        match (text.strip_prefix("s:"), text.parse::<f64>()) {
            (Some(shared), _) => format!("<c r=\"{place}\" t=\"s\"><v>{shared}</v></c>"),
            (None, Ok(number)) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
            (None, Err(_)) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    format!("<row r=\"{number}\">{}</row>", cells.iter().enumerate().map(cell).collect::<Vec<_>>().concat())
}

#[test]
fn a_spreadsheet_becomes_a_guide() {
    let rows = [
        row(1, &["id", "title", "party", "stage", "requires", "Antal"]),
        row(2, &["B1", "s:0", "cook", "bake"]),
        row(4, &["B2", "Knead &lt;x&gt;", "cook", "bake", "B1, B9", "3"]),
    ];
    let site = TestSite::new([SETTINGS]);
    site.write("plan.xlsx", spreadsheet(&rows.concat(), "<si><t>Grind æøå</t></si>"));
    let run = site.run(&["import", "plan.xlsx", "--guide", "bread"]).expect(1);
    assert!(
        run.stderr.starts_with("row 4, column \"requires\": there is no task `B9`; it was left out\n"),
        "{}",
        run.stderr
    );
    assert_eq!(site.read("content/bread/B1.md"), "---\ntitle: \"Grind æøå\"\nparty: cook\nstage: bake\n---\n");
    assert_eq!(
        site.read("content/bread/B2.md"),
        "---\ntitle: \"Knead <x>\"\nparty: cook\nstage: bake\nrequires:\n  - B1\nfields:\n  antal: \"3\"\n---\n"
    );
    site.run(&["check"]).expect(0);
}

#[test]
fn spreadsheets_that_mean_harm_are_refused_or_bounded() {
    let head = row(1, &["id", "title", "party", "stage"]);
    let site = TestSite::new([SETTINGS]);
    let import = |name: &str, bytes: Vec<u8>| {
        site.write(name, bytes);
        site.run(&["import", name, "--guide", "bread", "--dry-run"])
    };
    // Far more than the file is long.
    let bomb = spreadsheet(
        &head,
        &"<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>".repeat(1_200_000),
    );
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    import("bomb.xlsx", bomb).expect(2).says("it unpacks to more than the 64 MiB that are read");
    // A cell at the far end of the sheet.
    let far = format!(
        "{head}{}<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        row(2, &["B1", "One", "cook", "bake"])
    );
    import("far.xlsx", spreadsheet(&far, "")).expect(1).says("would write 1 task");
    let wide = format!("{head}<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>");
    import("wide.xlsx", spreadsheet(&wide, "")).expect(2).says("row 2 has more than the 200 columns that are read");
    // One long text, shown by very many cells.
    let long = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    let many: String = (2..200).map(|number| row(number, &["s:0"])).collect();
    import("many.xlsx", spreadsheet(&format!("{head}{many}"), &long)).expect(2).says("its texts are longer than");
    // Entities are not followed.
    let text = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let entity = spreadsheet(&format!("{head}{}", row(2, &["B1", "&a;", "cook", "bake"])), text);
    let run = import("entity.xlsx", entity);
    assert!(run.code != 101 && !run.stderr.contains("root:"), "{}", run.stderr);
}
