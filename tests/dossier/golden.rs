//! Every export of one dossier of analyses made by hand: a change of format shows here, a change of the engine does not.

use insta::{Settings, assert_snapshot};
use whosaid::Filter;
use whosaid::dossier::{self, Dossier};
use whosaid::export::Format;

use crate::made::{self, item};

fn export(dossier: &Dossier, format: Format) -> String {
    let mut out = Vec::new();
    dossier.write(dossier::Format::of(format).unwrap(), &mut out).unwrap();
    String::from_utf8(out).unwrap().replace(concat!("whosaid ", env!("CARGO_PKG_VERSION")), "whosaid [version]")
}

fn golden(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../golden/dossier");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| assert_snapshot!(name, text));
}

#[test]
fn every_format() {
    let dossier = made::dossier();
    assert_eq!(dossier::Format::of(Format::Xml), None);
    for format in dossier::Format::ALL.iter().map(|format| format.of_article()) {
        let text = export(&dossier, format);
        let text = match format {
            Format::Json => {
                let mut all: serde_json::Value = serde_json::from_str(&text).unwrap();
                // What an article looks like is told by the export of one.
                assert_eq!(all["articles"].as_array().unwrap().len(), 2);
                assert_eq!(all["articles"][1]["schema"], "whosaid/1");
                all["articles"] = "[articles]".into();
                serde_json::to_string_pretty(&all).unwrap()
            }
            Format::Html => {
                let (head, rest) = text.split_once("<style>").unwrap();
                head.to_owned() + rest.split_once("</style>\n").unwrap().1
            }
            _ => text,
        };
        golden(format.name(), &text);
    }
}

#[test]
fn a_part_keeps_the_other_versions_of_its_quotes() {
    let filter = Filter { by: vec!["ana ruiz".to_owned(), "Kaya".to_owned()], ..Filter::default() };
    let kept = made::dossier().keep(&filter);
    golden("kept", &export(&kept, Format::Text));
    let rows = export(&kept, Format::Csv);
    assert_eq!(rows.lines().count(), 1 + 3, "what is there for a quote alone is no row: {rows}");
}

#[test]
fn nothing_found_says_so() {
    let nothing = Dossier::new(vec![item("It rained.", "-", &[])]);
    golden("nothing", &(export(&nothing, Format::Markdown) + &export(&nothing, Format::Text)));
    let filter = Filter { by: vec!["Xanthippe".to_owned()], ..Filter::default() };
    assert_eq!(nothing.strangers(&filter).collect::<Vec<_>>(), ["Xanthippe"]);
    assert!(export(&nothing.keep(&filter), Format::Text).contains("none passes the filter"));
}
