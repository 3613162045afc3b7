//! JSON lines: an article a line. What the formats of them have in common.

use super::{Input, Problem};
use crate::annotations::Article;
use serde_json::Value;

/// Reads each line that holds something. `article` takes the name of the file, the line and its number.
pub fn read(
    input: &Input<'_>,
    article: fn(&str, &str, usize) -> Result<Article, Problem>,
) -> Result<Vec<Article>, Problem> {
    let lines = input.content.trim_start_matches('\u{feff}').lines().enumerate();
    let filled = lines.filter(|(_, line)| !line.trim().is_empty());
    filled.map(|(index, line)| article(input.name, line, index + 1)).collect()
}

/// What an article is called: by the id of its line, else by its file, behind the first line with the line's number.
pub fn name(id: Option<&Value>, file: &str, line: usize) -> String {
    match id {
        Some(Value::String(id)) if !id.is_empty() => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ if line == 1 => file.to_owned(),
        _ => format!("{file}-{line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{name, read};
    use crate::annotations::Article;
    use crate::formats::Input;
    use serde_json::json;

    #[test]
    fn lines_are_articles_with_names() {
        let content = "\u{feff}a\r\n\n b\n";
        let made = read(&Input { name: "x", content, beside: &|_| None }, |file, line, number| {
            Ok(Article { name: name(None, file, number), text: line.to_owned(), ..Article::default() })
        });
        let shown: Vec<(String, String)> = made.unwrap().into_iter().map(|a| (a.name, a.text)).collect();
        assert_eq!(shown, [("x".to_owned(), "a".to_owned()), ("x-3".to_owned(), " b".to_owned())]);
        assert_eq!(name(Some(&json!(7)), "x", 1), "7");
        assert_eq!(name(Some(&json!("")), "x", 1), "x");
    }
}
