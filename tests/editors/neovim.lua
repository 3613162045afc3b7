-- One session of a headless Neovim with editors/neovim, as its user would have it. Run by neovim.sh.
-- What is expected comes from a spec (see neovim.spec.lua); every range is judged by the text under it.
-- Environment: HASHIYA_ROOT the checkout, HASHIYA_SPEC the spec, HASHIYA_WORK a temporary folder.
-- Leaves in the folder: `results`, one line a check ("ok ..." or "not ok ..."), and `pids`, the servers started.

local root, work = vim.env.HASHIYA_ROOT, vim.env.HASHIYA_WORK
local LIMIT_MS = 10000 -- for any one wait; a wait ends as soon as what it waits for is there

local function slurp(path)
  local file = assert(io.open(path, 'rb'))
  local bytes = file:read('*a')
  file:close()
  return bytes
end

local results = assert(io.open(work .. '/results', 'wb'))
local function report(ok, what, seen)
  local line = (ok and 'ok ' or 'not ok ') .. what
  if not ok and seen ~= nil then
    local shown = type(seen) == 'string' and seen or vim.inspect(seen)
    line = line .. '\n    saw: ' .. vim.fn.strcharpart(shown, 0, 1500):gsub('\n', '\n    ')
  end
  results:write(line, '\n')
  results:flush()
  return ok
end

local function wait(condition) return (vim.wait(LIMIT_MS, condition, 10)) end

local buffer

--- Row and byte column (both from 0) of the n-th occurrence of a word.
local function find(word, nth)
  nth = nth or 1
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from = 1
    while true do
      local start, stop = line:find(word, from, true)
      if not start then break end
      nth = nth - 1
      if nth == 0 then return row - 1, start - 1 end
      from = stop + 1
    end
  end
  error('the article has no (further) ' .. word)
end

local function put_cursor(at)
  local row, column = find(at.at, at.nth)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

local function text_between(row, column, end_row, end_column)
  local ok, lines = pcall(vim.api.nvim_buf_get_text, buffer, row, column, end_row, end_column, {})
  return ok and table.concat(lines, '\n') or '(no such range)'
end

local function text_under(range, encoding)
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(buffer, position.line, position.line + 1, false)[1] or ''
    return vim.str_byteindex(line, encoding, position.character, false)
  end
  return text_between(range.start.line, column(range.start), range['end'].line, column(range['end']))
end

--- What the buffer would be on disk, byte for byte.
local function bytes()
  local copy = work .. '/copy'
  vim.cmd('silent keepalt noautocmd write! ' .. vim.fn.fnameescape(copy))
  return slurp(copy)
end

--- How many diagnostics there are of each "code text".
local function diagnostics()
  local seen = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    local key = ('%s %s'):format(d.code, text_between(d.lnum, d.col, d.end_lnum, d.end_col))
    seen[key] = (seen[key] or 0) + 1
  end
  return seen
end

local function matches(seen, expected)
  local n = seen[expected.code .. ' ' .. expected.text] or 0
  if expected.n then return n == expected.n end
  return n > 0
end

--- Waits until the diagnostics are as the list says, then reports each entry of it.
local function check_diagnostics(when, list)
  wait(function()
    local seen = diagnostics()
    return vim.iter(list):all(function(expected) return matches(seen, expected) end)
  end)
  local seen = diagnostics()
  for _, expected in ipairs(list) do
    local count = expected.n and (' x' .. expected.n) or ''
    report(matches(seen, expected), ('%s: diagnostic %s «%s»%s'):format(when, expected.code, expected.text, count), seen)
  end
end

local function check_absent(texts)
  local seen = diagnostics()
  for _, text in ipairs(texts) do
    local hit = vim.iter(vim.tbl_keys(seen)):find(function(key) return key:match('^%S+ (.*)$') == text end)
    report(hit == nil, ('no diagnostic on «%s»'):format(text), hit)
  end
end

local function check_contains(what, haystack, needles)
  for _, needle in ipairs(needles) do
    report(haystack:find(needle, 1, true) ~= nil, ('%s has «%s»'):format(what, needle), haystack)
  end
end

local function check_hover(client, hover)
  put_cursor(hover)
  local what = ('hover on «%s»'):format(hover.at)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync('textDocument/hover', params, LIMIT_MS, buffer)
  local result = answer and answer.result
  if not report(type(result) == 'table', what .. ' answers', answer) then return end
  check_contains(what, table.concat(vim.lsp.util.convert_input_to_markdown_lines(result.contents), '\n'), hover.contains)
  if hover.covers then
    local under = result.range and text_under(result.range, client.offset_encoding)
    report(under == hover.covers, ('%s covers «%s»'):format(what, hover.covers), under)
  end

  -- The same with the key that the user presses.
  vim.api.nvim_feedkeys('K', 'mx', false)
  local function float()
    return vim.iter(vim.api.nvim_list_wins()):find(function(window) return vim.api.nvim_win_get_config(window).relative ~= '' end)
  end
  wait(float)
  local window = float()
  if not report(window ~= nil, what .. ' with K opens a window') then return end
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  check_contains(what .. ' with K', table.concat(lines, '\n'), hover.contains)
  vim.api.nvim_win_close(window, true)
end

local function check_action(action, original)
  put_cursor(action)
  local what = ('action «%s» on «%s»'):format(action.title, action.at)
  local titles, taken, answered = {}, false, false
  local before = vim.api.nvim_buf_get_changedtick(buffer)
  local notify = vim.notify
  vim.notify = function() answered = true end -- "No code actions available"
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(offered)
      titles[#titles + 1] = offered.title
      local pick = not taken and offered.title:find(action.title, 1, true) ~= nil
      taken = taken or pick
      return pick
    end,
  })
  wait(function() return answered or vim.api.nvim_buf_get_changedtick(buffer) ~= before end)
  vim.notify = notify
  if not report(taken, what .. ' is offered', titles) then return end
  local changed = bytes()
  if not report(changed ~= original, what .. ' changes the article') then return end
  check_contains(what, changed, action.contains)
  check_diagnostics('after ' .. what, action.after or {})

  vim.cmd('silent undo')
  report(bytes() == original, what .. ': one undo gives the original bytes')
end

local function session(spec)
  local source = vim.startswith(spec.file, '/') and spec.file or (root .. '/' .. spec.file)
  local article = work .. '/' .. vim.fs.basename(source) -- outside the checkout: a file by itself must work too
  local original = slurp(source)
  local out = assert(io.open(article, 'wb'))
  out:write(original)
  out:close()

  vim.cmd.edit(vim.fn.fnameescape(article))
  buffer = vim.api.nvim_get_current_buf()
  vim.bo.fixendofline = false
  report(bytes() == original, 'Neovim holds the article byte for byte')

  local client
  wait(function()
    client = vim.lsp.get_clients({ bufnr = buffer, name = 'hashiya' })[1]
    return client ~= nil and client.initialized
  end)
  if not report(client ~= nil and client.initialized == true, 'the server is attached to ' .. vim.bo.filetype) then return end

  check_diagnostics('on opening', spec.diagnostics or {})
  check_absent(spec.absent or {})
  for _, hover in ipairs(spec.hover or {}) do check_hover(client, hover) end
  for _, action in ipairs(spec.actions or {}) do
    check_action(action, original)
    check_diagnostics('after undo', spec.diagnostics or {})
  end
  report(slurp(article) == original, 'the file on disk is untouched')
end

local ok, problem = xpcall(function()
  vim.opt.runtimepath:prepend(root .. '/editors/neovim')
  vim.o.swapfile = false
  vim.lsp.enable('hashiya')
  for _, spec in ipairs(dofile(vim.env.HASHIYA_SPEC)) do session(spec) end
end, debug.traceback)
if not ok then report(false, 'the session runs to its end', problem) end

local servers = vim.iter(vim.api.nvim_get_proc_children(vim.fn.getpid())):map(tostring):totable()
report(#servers > 0, 'a server process was seen')
vim.fn.writefile(servers, work .. '/pids')
results:close()
vim.cmd('qall!')
