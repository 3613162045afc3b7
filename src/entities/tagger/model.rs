//! A model: weights with the tables of spelling and registers they were learnt with.
//!
//! The models of both languages are embedded and read in place. One of a newsroom's own comes from a file.

use super::decode::NEVER;
use super::decode::Scores;
use super::facts::{Padded, REACH};
use super::features::{self, Features};
use super::labels::{LABELS, OUTSIDE};
use super::weights::Weights;
use super::{register, spelling};
use crate::lexicon::{Class, hash::hash_with};
use crate::text::Language;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The first bytes of a model; the digit rises whenever facts or layout change.
const MAGIC: &[u8; 8] = b"hashiya1";
/// The signature of the features and the word lists, the language, whether there are registers.
const SPELLING: usize = MAGIC.len() + SIGNATURE + 2;
const SIGNATURE: usize = 4;

/// What the weights were learnt for: other templates or another order of the lists make other features.
fn signature() -> [u8; SIGNATURE] {
    let lists = Class::ALL.iter().fold(features::signature(), |sum, (_, name)| hash_with(sum, name));
    let [a, b, c, d, ..] = lists.to_le_bytes();
    [a, b, c, d]
}

static ARABIC: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::open(Cow::Borrowed(include_bytes!("../../../seeds/model/ar.model"))).ok());
static ENGLISH: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::open(Cow::Borrowed(include_bytes!("../../../seeds/model/en.model"))).ok());

/// The scores of a token that is no part of a name.
const OUTSIDE_ONLY: Scores = {
    let mut scores = [NEVER; LABELS];
    scores[OUTSIDE as usize] = 0.0;
    scores
};

/// Where every label lies so far below "outside" by what holds of all registers, the token is no part of a name: more than
/// half of the Arabic tokens and a third of the English are decided so. On the development parts that costs re3d a point and
/// gains `CrossNER` and `WikiGold` nearly one; the others move by a tenth.
const HOPELESS: f32 = -1.5;

/// A sequence model of one language.
#[derive(Debug)]
pub struct Model {
    weights: Weights,
    language: Language,
    /// Texts are told apart by register.
    registers: bool,
}

impl Model {
    /// The embedded model of a language. A test sees to it that there is one.
    pub fn of(language: Language) -> Option<&'static Self> {
        match language {
            Language::Arabic => ARABIC.as_ref(),
            Language::English => ENGLISH.as_ref(),
        }
    }

    /// Opens a model. The message says what is wrong with bytes that are none.
    ///
    /// Layout: magic; a signature of four bytes; a byte for the language, 0 Arabic, 1 English; a byte that is 1 if there are registers; the table of
    /// spelling; the table of registers, if there are any; the weights.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Self, String> {
        if bytes.get(..MAGIC.len()) != Some(MAGIC) {
            return Err("not a model of this program, or of another version of it".to_owned());
        }
        let at = MAGIC.len();
        if bytes.get(at..at + SIGNATURE) != Some(&signature()) {
            return Err("the model was trained for other features or word lists; train it again".to_owned());
        }
        let at = at + SIGNATURE;
        let language = match bytes.get(at) {
            Some(0) => Language::Arabic,
            Some(1) => Language::English,
            _ => return Err("the model is of no language that this program knows".to_owned()),
        };
        let registers = bytes.get(at + 1) == Some(&1);
        let at = SPELLING + spelling::BYTES + if registers { register::BYTES } else { 0 };
        Ok(Self { weights: Weights::open(bytes, at)?, language, registers })
    }

    /// Writes a model of its parts.
    pub fn pack(language: Language, spelling: &[u8], registers: Option<&[u8]>, weights: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(signature());
        bytes.push(u8::from(language == Language::English));
        bytes.push(u8::from(registers.is_some()));
        bytes.extend(spelling);
        bytes.extend(registers.unwrap_or_default());
        bytes.extend(weights);
        bytes
    }

    /// The language it reads.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The weights.
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The table of spelling.
    pub fn spelling(&self) -> &[u8] {
        &self.weights.bytes()[SPELLING..SPELLING + spelling::BYTES]
    }

    /// The table of registers, if texts are told apart.
    pub fn registers(&self) -> Option<&[u8]> {
        let start = SPELLING + spelling::BYTES;
        self.registers.then(|| &self.weights.bytes()[start..start + register::BYTES])
    }

    /// The register of a text, if texts are told apart.
    pub fn register(&self, facts: &Padded) -> Option<usize> {
        self.registers().map(|table| register::choose(table, facts.tokens()))
    }

    /// The scores of every token of a text of a register.
    pub fn scores(&self, facts: &Padded, register: Option<usize>) -> Vec<Scores> {
        let desk = register.is_none_or(|register| register == register::DESK);
        let mut seen = Features::default();
        let token = |index: usize| {
            // In the middle of plain words nothing is or continues a name.
            if desk
                && facts.near(index).is_some_and(|near| near[REACH - 1..=REACH + 1].iter().all(|f| f.plain))
            {
                return OUTSIDE_ONLY;
            }
            let Some(near) = facts.near(index) else { return OUTSIDE_ONLY };
            seen.read_first(near);
            let first = self.weights.scores(&self.weights.sum(seen.all_mut()));
            if first[1..].iter().all(|&score| score < HOPELESS) {
                return OUTSIDE_ONLY;
            }
            seen.read_rest(near, register);
            let rest = self.weights.scores(&self.weights.sum(seen.all_mut()));
            std::array::from_fn(|label| first[label] + rest[label])
        };
        (0..facts.tokens().len()).map(token).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, SPELLING, register, spelling};
    use crate::entities::detect;
    use crate::lexicon::Forms;
    use crate::text::{Language, Passage};
    use std::borrow::Cow;

    #[test]
    fn both_languages_have_a_model() {
        assert!(Model::of(Language::Arabic).is_some() && Model::of(Language::English).is_some());
    }

    #[test]
    fn a_damaged_file_is_refused_in_words() {
        for bytes in [&b""[..], b"hashiya", b"hashiya0more", b"hashiya1\0\0\0\0\0\0short"] {
            assert!(Model::open(Cow::Borrowed(bytes)).unwrap_err().len() > 10);
        }
        let whole = Model::of(Language::Arabic).unwrap().weights().bytes();
        assert!(Model::open(Cow::Borrowed(&whole[..whole.len() - 1])).is_err());
        assert!(Model::open([whole, b"more"].concat().into()).is_err());
    }

    /// What damage leaves readable may find other names, but goes on reading.
    #[test]
    fn damage_inside_is_refused_or_lived_with() {
        let whole = Model::of(Language::Arabic).unwrap().weights().bytes();
        let passage = Passage::new("التقى الرئيس الفرنسي إيمانويل ماكرون وفدا في بيروت أمس.", None);
        let forms = Forms::read(&passage);
        let mut refused = 0;
        let header = (SPELLING..SPELLING + spelling::BYTES + register::BYTES + 4096).step_by(4093);
        for (at, filler) in (0..whole.len()).step_by(9973).chain(header).flat_map(|at| [(at, 0), (at, 255)]) {
            let mut bytes = whole.to_vec();
            let end = bytes.len().min(at + 5000);
            bytes[at..end].fill(filler);
            match Model::open(bytes.into()) {
                Ok(model) => drop(detect(&passage, &forms, Some(&model), None)),
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 0);
    }
}
