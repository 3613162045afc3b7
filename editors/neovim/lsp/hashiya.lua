-- Hashiya for Neovim 0.11 and newer: vim.lsp.enable('hashiya').
-- Settings go under `settings.hashiya`, with the names that hashiya.toml uses:
--   vim.lsp.config('hashiya', { settings = { hashiya = { dialect = 'tei' } } })

---@type vim.lsp.Config
return {
  cmd = { 'hashiya', 'lsp' },
  filetypes = { 'text', 'markdown', 'html', 'xml' },
  -- Without any of these a file is served by itself.
  root_markers = { 'hashiya.toml', '.git' },
  settings = { hashiya = vim.empty_dict() },
  -- Neovim 0.11 asks for diagnostics only after an edit and cannot be told to ask again, so it is told: a decision that is
  -- kept beside the text changes no letter.
  capabilities = { textDocument = { diagnostic = vim.NIL } },
  -- The terminal orders the line as a whole: hints in Arabic script do not break it.
  init_options = { rtl = 'native' },
}
