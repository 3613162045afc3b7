//! References as addresses on the net, and back: the registers whose identifiers have one.
//!
//! A reference is `register:identifier`; a tag, a format or a thesaurus may want an IRI instead, and a hover a page to
//! open. All of them take it from this one table. Here and not among the formats, since HTML tags hold addresses, and
//! records and hovers are no formats. Invariant: what [`address`] gives, [`reference_at`] leads back from.

/// A register with addresses.
struct Register {
    /// What references begin with.
    scheme: &'static str,
    /// What people call it.
    name: &'static str,
    /// What its IRIs begin with, and end with.
    iri: (&'static str, &'static str),
    /// What the addresses of its pages begin with, and end with.
    page: (&'static str, &'static str),
    /// What other addresses of it begin with; those of IRIs and pages are read too, by `http` and by `https`.
    read: &'static str,
}

/// The registers; of several references the first register's goes before others.
const REGISTERS: [Register; 5] = [
    Register {
        scheme: "wikidata",
        name: "Wikidata",
        // Wikidata's own IRIs begin with http.
        iri: ("http://www.wikidata.org/entity/", ""),
        page: ("https://www.wikidata.org/wiki/", ""),
        read: "https://wikidata.org/entity/",
    },
    Register {
        scheme: "geonames",
        name: "GeoNames",
        iri: ("https://sws.geonames.org/", "/"),
        page: ("https://www.geonames.org/", ""),
        read: "https://geonames.org/",
    },
    Register {
        scheme: "viaf",
        name: "VIAF",
        iri: ("http://viaf.org/viaf/", ""),
        page: ("https://viaf.org/viaf/", ""),
        read: "https://www.viaf.org/viaf/",
    },
    Register {
        scheme: "gnd",
        name: "GND",
        iri: ("https://d-nb.info/gnd/", ""),
        page: ("https://d-nb.info/gnd/", ""),
        read: "https://www.d-nb.info/gnd/",
    },
    Register {
        scheme: "lcnaf",
        name: "LCNAF",
        iri: ("http://id.loc.gov/authorities/names/", ""),
        page: ("https://id.loc.gov/authorities/names/", ".html"),
        read: "https://www.id.loc.gov/authorities/names/",
    },
];

/// The address of one reference, if it has one that [`reference_at`] leads back from. An address is its own.
pub(crate) fn address(reference: &str) -> Option<String> {
    if let Some((register, id)) = known(reference) {
        let (start, end) = register.iri;
        return Some(format!("{start}{id}{end}"));
    }
    let is_address = without_scheme(reference).is_some() && !reference.contains('|');
    // One that looks like an address of a register would be read as the register's.
    (is_address && reference_at(reference) == reference).then(|| reference.to_owned())
}

/// The address for a place that holds a single one, and whether it says all of the reference. Of several references
/// joined by `|` the first of the first register that has addresses; without one the reference stays as it is.
pub(crate) fn first_address(reference: &str) -> (String, bool) {
    for register in &REGISTERS {
        let of_register = |part: &&str| known(part).is_some_and(|(known, _)| known.scheme == register.scheme);
        if let Some(part) = reference.split('|').find(of_register) {
            return (address(part).unwrap_or_else(|| part.to_owned()), part == reference);
        }
    }
    (reference.to_owned(), reference_at(reference) == reference)
}

/// The reference whose address this is; another address is its own.
pub(crate) fn reference_at(address: &str) -> String {
    let found = without_scheme(address).and_then(|given| {
        REGISTERS.iter().find_map(|register| {
            let starts = [register.iri.0, register.page.0, register.read];
            let rest = starts.iter().find_map(|start| given.strip_prefix(without_scheme(start)?))?;
            let id = rest.strip_suffix(register.page.1).unwrap_or(rest).trim_end_matches('/');
            is_identifier(id).then(|| format!("{}:{id}", register.scheme))
        })
    });
    found.unwrap_or_else(|| address.to_owned())
}

/// The page that a register has on what is referred to, and what the register is called.
pub(crate) fn page(reference: &str) -> Option<(&'static str, String)> {
    let (register, id) = known(reference)?;
    let (start, end) = register.page;
    Some((register.name, format!("{start}{id}{end}")))
}

/// The register of a reference and its identifier there.
fn known(reference: &str) -> Option<(&'static Register, &str)> {
    let (scheme, id) = reference.split_once(':').filter(|(_, id)| is_identifier(id))?;
    Some((REGISTERS.iter().find(|register| register.scheme == scheme)?, id))
}

/// True for an identifier that stands in an address as it is.
fn is_identifier(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn without_scheme(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
}

#[cfg(test)]
mod tests {
    use super::{address, first_address, page, reference_at};

    #[test]
    fn references_have_addresses_that_lead_back() {
        for (reference, expected) in [
            ("wikidata:Q858", Some("http://www.wikidata.org/entity/Q858")),
            ("geonames:5", Some("https://sws.geonames.org/5/")),
            ("gnd:4079163-4", Some("https://d-nb.info/gnd/4079163-4")),
            ("https://example.org/a", Some("https://example.org/a")),
            (
                "https://www.wikidata.org/wiki/Special:Search",
                Some("https://www.wikidata.org/wiki/Special:Search"),
            ),
            ("https://www.wikidata.org/wiki/Q1", None),
            ("https://example.org/a|wikidata:Q1", None),
            ("wikidata:", None),
            ("wikidata:Q1|geonames:5", None),
            ("iso3166:SY", None),
            ("#x", None),
        ] {
            assert_eq!(address(reference).as_deref(), expected, "{reference}");
            if let Some(expected) = expected {
                assert_eq!(reference_at(expected), reference);
            }
        }
    }

    #[test]
    fn every_address_of_a_register_is_read() {
        for (address, reference) in [
            ("https://www.wikidata.org/entity/Q1", "wikidata:Q1"),
            ("http://www.wikidata.org/wiki/Q1", "wikidata:Q1"),
            ("http://sws.geonames.org/77", "geonames:77"),
            ("https://www.geonames.org/77/", "geonames:77"),
            ("https://id.loc.gov/authorities/names/n7-1.html", "lcnaf:n7-1"),
            ("https://viaf.org/viaf/", "https://viaf.org/viaf/"),
        ] {
            assert_eq!(reference_at(address), reference);
        }
    }

    #[test]
    fn of_several_references_one_has_the_address() {
        for (reference, expected, all) in [
            ("wikidata:Q858", "http://www.wikidata.org/entity/Q858", true),
            ("iso3166:SY|geonames:5|wikidata:Q858", "http://www.wikidata.org/entity/Q858", false),
            ("#a", "#a", true),
            ("https://www.wikidata.org/wiki/Q1", "https://www.wikidata.org/wiki/Q1", false),
        ] {
            assert_eq!(first_address(reference), (expected.to_owned(), all));
        }
    }

    #[test]
    fn registers_have_pages() {
        let lcnaf = "https://id.loc.gov/authorities/names/n7.html".to_owned();
        assert_eq!(page("lcnaf:n7"), Some(("LCNAF", lcnaf)));
        assert_eq!(page("iso3166:SY"), None);
    }
}
