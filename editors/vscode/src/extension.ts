// The client: finds the server, starts it, passes the settings on, restarts it.
// Whatever another editor would also need belongs to the server.

import { commands, ExtensionContext, LogOutputChannel, window, workspace } from 'vscode';
import { CloseAction, ErrorAction, ErrorHandler, LanguageClient } from 'vscode-languageclient/node';
import { findServer } from './server';

const SECTION = 'hashiya';
const LANGUAGES = ['plaintext', 'markdown', 'html', 'xml'];
const SCHEMES = ['file', 'untitled'];

let client: LanguageClient | undefined;
// Starts and stops run one after the other, or a quick second restart would leave two servers.
let queue = Promise.resolve();

async function start(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  const setting = workspace.getConfiguration(SECTION).get<string>('server.path', '').trim();
  const command = findServer(setting, context.extensionPath);
  log.info(`server: ${command}`);
  // A program that fails before it is ready will fail again: say so once, instead of trying five times.
  let whenReady: ErrorHandler | undefined;
  client = new LanguageClient(
    SECTION,
    'Hashiya',
    { command, args: ['lsp'] },
    {
      documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      initializationOptions: workspace.getConfiguration().get<object>(SECTION),
      initializationFailedHandler: () => false,
      synchronize: { configurationSection: SECTION },
      outputChannel: log,
      errorHandler: {
        error: (error, message, count) =>
          whenReady?.error(error, message, count) ?? { action: ErrorAction.Continue, handled: true },
        closed: () => whenReady?.closed() ?? { action: CloseAction.DoNotRestart, handled: true },
      },
    },
  );
  await client.start();
  whenReady = client.createDefaultErrorHandler();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A server that has died cannot be stopped in good order; that must not keep the next one from starting.
  await old?.dispose().catch(() => undefined);
}

/** The one way in, for the first start and for every restart. */
function restart(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  queue = queue.then(async () => {
    await stop();
    try {
      await start(context, log);
    } catch (error) {
      report(error, log);
    }
  });
  return queue;
}

function report(error: unknown, log: LogOutputChannel): void {
  const message = error instanceof Error ? error.message : String(error);
  log.error(message);
  const settings = 'Open the setting';
  const output = 'Show the log';
  void window.showErrorMessage(`Hashiya did not start. ${message}`, settings, output).then((choice) => {
    if (choice === settings) void commands.executeCommand('workbench.action.openSettings', 'hashiya.server.path');
    if (choice === output) log.show();
  });
}

export function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Hashiya', { log: true });
  context.subscriptions.push(
    log,
    commands.registerCommand('hashiya.restart', () => restart(context, log)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('hashiya.server.path')) void restart(context, log);
    }),
  );
  return restart(context, log);
}

export function deactivate(): Promise<void> {
  return queue.then(stop);
}
