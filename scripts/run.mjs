// The one door of every npm script: `node scripts/run.mjs COMMAND [arguments]`.
// Runs on Node 20 with nothing installed; installs what is locked, then goes on on the locked Node.
import { installDependencies, lockedNode, onLockedNode } from './install.mjs';
import { run } from './processes.mjs';
import { Refusal, say } from './say.mjs';

const COMMANDS = ['demo', 'start', 'services', 'dev', 'build', 'test', 'test-all', 'check', 'relais', 'bench', 'mail-pictures', 'screenshots'];

async function main([command, ...args]) {
  if (!COMMANDS.includes(command)) {
    say(`unknown command ${command ?? ''}; known: ${COMMANDS.join(', ')}`, `commande inconnue ${command ?? ''} ; connues : ${COMMANDS.join(', ')}`);
    return 2;
  }
  await installDependencies();
  if (!onLockedNode()) {
    // The channel tells the inner process that we are gone, should we be killed.
    return run(lockedNode, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  }
  process.channel?.unref();
  const { perform } = await import(`./commands/${command}.mjs`);
  return perform(args);
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const wrongArguments = error.code?.startsWith('ERR_PARSE_ARGS_');
  if (!(error instanceof Refusal) && !wrongArguments) throw error;
  say(error.message, error.message);
  process.exit(wrongArguments ? 2 : 1);
}
