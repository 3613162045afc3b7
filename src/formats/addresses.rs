//! References as addresses on the net, for formats that link entities by IRI.

/// Schemes that have an address: what is written first, what is also read.
const SCHEMES: [(&str, &str, &str); 4] = [
    // Wikidata's own IRIs begin with http.
    ("wikidata", "http://www.wikidata.org/entity/", ""),
    ("geonames", "https://sws.geonames.org/", "/"),
    ("wikidata", "https://www.wikidata.org/entity/", ""),
    ("wikidata", "https://www.wikidata.org/wiki/", ""),
];

/// The address of a reference, and whether it says all of it. Of several references joined by `|` the first one that
/// has an address, Wikidata's before others; a reference without an address stays as it is.
pub fn address(reference: &str) -> (String, bool) {
    for (scheme, prefix, suffix) in &SCHEMES[..2] {
        for part in reference.split('|') {
            let id = part.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':'));
            if let Some(id) = id.filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric()))
            {
                return (format!("{prefix}{id}{suffix}"), part == reference);
            }
        }
    }
    // One that looks like an address of a scheme would be read as the scheme's.
    (reference.to_owned(), self::reference(reference) == reference)
}

/// The reference of an address; what is no known address is the reference itself.
pub fn reference(address: &str) -> String {
    for (scheme, prefix, _) in SCHEMES {
        if let Some(id) = address.strip_prefix(prefix) {
            return format!("{scheme}:{}", id.trim_end_matches('/'));
        }
    }
    address.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{address, reference};

    #[test]
    fn references_have_addresses() {
        for (given, expected, all) in [
            ("wikidata:Q858", "http://www.wikidata.org/entity/Q858", true),
            ("geonames:5", "https://sws.geonames.org/5/", true),
            ("iso3166:SY|geonames:5|wikidata:Q858", "http://www.wikidata.org/entity/Q858", false),
            ("#putin", "#putin", true),
            ("https://www.wikidata.org/wiki/Q1", "https://www.wikidata.org/wiki/Q1", false),
            ("wikidata:", "wikidata:", true),
        ] {
            assert_eq!(address(given), (expected.to_owned(), all), "{given}");
            if all {
                assert_eq!(reference(expected), given);
            }
        }
        assert_eq!(reference("https://www.wikidata.org/wiki/Q1"), "wikidata:Q1");
    }
}
