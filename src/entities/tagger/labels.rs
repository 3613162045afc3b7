//! The labels of the sequence model: outside, or the beginning, inside, end or whole of a name of one type.
//!
//! With an end and a whole of their own, the model can learn how names close, and a name of one word.

use super::super::mention::EntityType;

/// The types the model tells apart. [`LabelType::Other`] is what the corpora call miscellaneous: it keeps the model from
/// calling a work or an event an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum LabelType {
    /// A person.
    Person,
    /// A place, facilities included.
    Place,
    /// An organisation.
    Org,
    /// A name of anything else.
    Other,
}

impl LabelType {
    /// In the order of the labels.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Org, Self::Other];

    /// The label of a type of mentions; none for those the model does not tell.
    pub const fn of(entity_type: EntityType) -> Option<Self> {
        match entity_type {
            EntityType::Person => Some(Self::Person),
            EntityType::Place => Some(Self::Place),
            EntityType::Org => Some(Self::Org),
            EntityType::Group | EntityType::Role => None,
        }
    }

    /// The type of mentions; none for names of anything else.
    pub const fn entity_type(self) -> Option<EntityType> {
        match self {
            Self::Person => Some(EntityType::Person),
            Self::Place => Some(EntityType::Place),
            Self::Org => Some(EntityType::Org),
            Self::Other => None,
        }
    }
}

/// How many labels there are.
pub const LABELS: usize = 1 + 4 * LabelType::ALL.len();

/// The label of a token: 0 outside, else 1 + 4 × type + part.
pub type Label = u8;

/// Outside every name.
pub const OUTSIDE: Label = 0;

/// A part of a name of several tokens, or a whole name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Part {
    /// The first token of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last token of several.
    End,
    /// A name of one token.
    Whole,
}

/// The label of a part of a name.
pub const fn label(label_type: LabelType, part: Part) -> Label {
    1 + 4 * label_type as u8 + part as u8
}

/// The type and part of a label; none outside.
pub const fn read(label: Label) -> Option<(LabelType, Part)> {
    if label == OUTSIDE || label as usize >= LABELS {
        return None;
    }
    let part = match (label - 1) % 4 {
        0 => Part::Begin,
        1 => Part::Inside,
        2 => Part::End,
        _ => Part::Whole,
    };
    Some((LabelType::ALL[(label as usize - 1) / 4], part))
}

/// True when the name of `before` goes on in `after`, or neither is in the middle of one.
pub const fn may_follow(before: Label, after: Label) -> bool {
    let open = match read(before) {
        Some((kind, Part::Begin | Part::Inside)) => Some(kind),
        _ => None,
    };
    match (open, read(after)) {
        (Some(kind), Some((other, Part::Inside | Part::End))) => kind as u8 == other as u8,
        (Some(_), _) | (None, Some((_, Part::Inside | Part::End))) => false,
        (None, _) => true,
    }
}

/// True when a sequence may begin with this label.
pub const fn may_begin(label: Label) -> bool {
    may_follow(OUTSIDE, label)
}

/// True when a sequence may end with this label.
pub const fn may_end(label: Label) -> bool {
    may_follow(label, OUTSIDE)
}

/// A name in a sequence of labels: its first and last token and its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// What it names.
    pub label_type: LabelType,
}

/// The names of a valid sequence.
pub fn chunks(labels: &[Label]) -> impl Iterator<Item = Chunk> {
    let mut first = 0;
    labels.iter().enumerate().filter_map(move |(index, &label)| {
        let (label_type, part) = read(label)?;
        if matches!(part, Part::Begin | Part::Whole) {
            first = index;
        }
        matches!(part, Part::End | Part::Whole).then_some(Chunk { first, last: index, label_type })
    })
}

/// Writes a name over `first..=last`.
pub fn write(labels: &mut [Label], chunk: Chunk) {
    let Chunk { first, last, label_type } = chunk;
    for (index, slot) in labels.iter_mut().enumerate().take(last + 1).skip(first) {
        let part = match (index == first, index == last) {
            (true, true) => Part::Whole,
            (true, false) => Part::Begin,
            (false, true) => Part::End,
            (false, false) => Part::Inside,
        };
        *slot = label(label_type, part);
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunk, LABELS, LabelType, OUTSIDE, chunks, may_begin, may_end, may_follow, read, write};

    #[test]
    fn what_is_written_is_read() {
        let mut labels = [OUTSIDE; 8];
        let names = [(0, 0, LabelType::Place), (2, 3, LabelType::Person), (4, 6, LabelType::Org)]
            .map(|(first, last, label_type)| Chunk { first, last, label_type });
        for name in names {
            write(&mut labels, name);
        }
        assert_eq!(chunks(&labels).collect::<Vec<_>>(), names);
        assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
        assert!(may_begin(labels[0]) && may_end(labels[7]));
    }

    #[test]
    fn a_name_goes_on_in_its_own_type_only() {
        let all = 0..u8::try_from(LABELS).unwrap();
        for (before, after) in all.clone().flat_map(|a| all.clone().map(move |b| (a, b))) {
            if let (Some((a, _)), Some((b, _))) = (read(before), read(after))
                && a != b
            {
                assert!(!may_follow(before, after) || (may_end(before) && may_begin(after)));
            }
        }
    }
}
