// What the benchmarks of deliveries say to a reader.
import { inLocale } from '../say.mjs';

const ms = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const n = (value) => Math.round(value).toLocaleString('en');

function page({ machine: { cpus, gigabytes, node, load }, figures }, head, lines) {
  return [head, `${cpus} CPU, ${gigabytes} GiB, Node ${node}, load ${load.join(' -> ')}`, '', ...lines, figures.isMet ? inLocale('met', 'tenu') : inLocale('missed', 'manqué'), ''].join('\n');
}

const counted = ({ toDeliver, sent, failed, canceled, uncertain, lost, twice }) =>
  inLocale(`to deliver ${n(toDeliver)}: sent ${n(sent)}, failed ${n(failed)}, canceled ${n(canceled)}, uncertain ${n(uncertain)}, lost ${n(lost)}, to one address twice ${n(twice)}`, `à envoyer ${n(toDeliver)}\u00a0: envoyés ${n(sent)}, en échec ${n(failed)}, annulés ${n(canceled)}, incertains ${n(uncertain)}, perdus ${n(lost)}, deux fois à une adresse ${n(twice)}`);

export function readableThroughput(part) {
  const { messages, ours, peer, ratio, withMongodb, ratioWithMongodb, seconds } = part.figures;
  return page(part, inLocale(`A delivery of ${n(messages)} with its ledger, two workers, beside a loop over nodemailer's pool without one; messages for each second of processor; must: ${part.must.ratio} times, aim: ${part.must.aim}`, `Une diffusion de ${n(messages)} messages avec son registre, deux workers, face à une boucle sur le pool de nodemailer sans registre\u00a0; messages par seconde de processeur\u00a0; exigé\u00a0: ${part.must.ratio} fois, visé\u00a0: ${part.must.aim}`), [
    inLocale(`Relais ${n(ours)}, peer ${n(peer)}, ratio ${ratio.toFixed(2)}`, `Relais ${n(ours)}, témoin ${n(peer)}, rapport ${ratio.toFixed(2)}`),
    inLocale(`with the processor time of MongoDB: ${n(withMongodb)}, ratio ${ratioWithMongodb.toFixed(2)}; ${n(messages / seconds)} a second of the clock`, `avec le temps de processeur de MongoDB\u00a0: ${n(withMongodb)}, rapport ${ratioWithMongodb.toFixed(2)}\u00a0; ${n(messages / seconds)} par seconde d’horloge`),
  ]);
}

export function readableHalt(part) {
  const { rounds, halt, answer, stopped, afterAnswer, afterStopped, peer } = part.figures;
  return page(part, inLocale(`${rounds} cancels of a delivery flat out on two workers; must: last message within ${part.must.p99} ms of the request (p99), none after stopped; aim: ${part.must.aim} ms`, `${rounds} annulations d’une diffusion à plein débit sur deux workers\u00a0; exigé\u00a0: dernier message en ${part.must.p99} ms après la demande (p99), aucun après l’arrêt\u00a0; visé\u00a0: ${part.must.aim} ms`), [
    inLocale(`last message after the request: p50 ${ms(halt.p50)}, p99 ${ms(halt.p99)}, at most ${ms(halt.most)}`, `dernier message après la demande\u00a0: p50 ${ms(halt.p50)}, p99 ${ms(halt.p99)}, au plus ${ms(halt.most)}`),
    inLocale(`answer: p50 ${ms(answer.p50)}, p99 ${ms(answer.p99)}; stopped: p50 ${ms(stopped.p50)}, p99 ${ms(stopped.p99)}`, `réponse\u00a0: p50 ${ms(answer.p50)}, p99 ${ms(answer.p99)}\u00a0; arrêtée\u00a0: p50 ${ms(stopped.p50)}, p99 ${ms(stopped.p99)}`),
    inLocale(`messages after the answer: at most ${afterAnswer}; after stopped: ${afterStopped}`, `messages après la réponse\u00a0: au plus ${afterAnswer}\u00a0; après l’arrêt\u00a0: ${afterStopped}`),
    inLocale(`the peer, which stops at its next batch (${peer.rounds} rounds): p50 ${ms(peer.halt.p50)}, at most ${ms(peer.halt.most)}; after the answer ${peer.afterAnswer}`, `le témoin, qui s’arrête au lot suivant (${peer.rounds} fois)\u00a0: p50 ${ms(peer.halt.p50)}, au plus ${ms(peer.halt.most)}\u00a0; après la réponse ${peer.afterAnswer}`),
  ]);
}

export function readablePauses(part) {
  return page(part, inLocale(`${part.figures.rounds} pauses and resumes at random in ${n(part.figures.messages)} messages on two workers; must: each recipient exactly once`, `${part.figures.rounds} pauses et reprises au hasard dans ${n(part.figures.messages)} messages sur deux workers\u00a0; exigé\u00a0: chaque destinataire exactement une fois`), [counted(part.figures)]);
}

export function readableKills(part) {
  const { kills, goingOn, takenUp, uncertainAKill } = part.figures;
  return page(part, inLocale(`${kills} kills of a worker at random in ${n(part.figures.messages)} messages; must: none lost, none twice, uncertain at most ${part.must.uncertainAKill} a kill, going on within ${part.must.goingOnMs} ms; aim: ${part.must.goingOnAimMs} ms`, `${kills} workers tués au hasard dans ${n(part.figures.messages)} messages\u00a0; exigé\u00a0: aucun perdu, aucun deux fois, au plus ${part.must.uncertainAKill} incertains par mort, suite en ${part.must.goingOnMs} ms\u00a0; visé\u00a0: ${part.must.goingOnAimMs} ms`), [
    counted(part.figures),
    inLocale(`uncertain a kill ${uncertainAKill.toFixed(1)}; next message after a kill: p50 ${ms(goingOn.p50)}, at most ${ms(goingOn.most)}; its window taken up: p50 ${ms(takenUp.p50)}, at most ${ms(takenUp.most)}`, `incertains par mort ${uncertainAKill.toFixed(1)}\u00a0; message suivant\u00a0: p50 ${ms(goingOn.p50)}, au plus ${ms(goingOn.most)}\u00a0; sa fenêtre reprise\u00a0: p50 ${ms(takenUp.p50)}, au plus ${ms(takenUp.most)}`),
  ]);
}

export function readableFrozen(part) {
  const { rounds, afterThaw, unrecorded, uncertain } = part.figures;
  return page(part, inLocale(`${rounds} workers frozen for longer than their lease, a stop meanwhile, then thawed; must: what arrives after is recorded as uncertain; aim: nothing arrives`, `${rounds} workers gelés plus longtemps que leur bail, un arrêt entre-temps, puis dégelés\u00a0; exigé\u00a0: ce qui arrive ensuite est noté incertain\u00a0; visé\u00a0: rien n’arrive`), [
    inLocale(`arrived after the thaw: ${afterThaw}, of these not recorded as uncertain: ${unrecorded}; uncertain in all: ${n(uncertain)}`, `arrivés après le dégel\u00a0: ${afterThaw}, dont non notés incertains\u00a0: ${unrecorded}\u00a0; incertains en tout\u00a0: ${n(uncertain)}`),
  ]);
}

export function readableTroubles(part) {
  return page(part, inLocale('A mail server in trouble, in the middle of a delivery; must: nothing lost, each counted as what it was', 'Un serveur de messagerie en difficulté, au milieu d’une diffusion\u00a0; exigé\u00a0: rien de perdu, chacun compté pour ce qu’il est'), Object.entries(part.figures.troubles).map(([name, figures]) => `${name}: ${counted(figures)}`));
}

export function readableMemory(part) {
  const { recipients, atStart, second, last, most } = part.figures;
  const mb = (value) => `${Math.round(value)} MB`;
  return page(part, inLocale(`A delivery to ${n(recipients)} recipients: resident memory of the larger worker; must: under ${part.must.megabytes} MB, flat`, `Une diffusion à ${n(recipients)} destinataires\u00a0: mémoire résidente du plus grand worker\u00a0; exigé\u00a0: moins de ${part.must.megabytes} Mo, constante`), [
    counted(part.figures),
    inLocale(`at the start ${mb(atStart)}, in the second tenth ${mb(second)}, in the last ${mb(last)}, at most ${mb(most)}`, `au début ${mb(atStart)}, au deuxième dixième ${mb(second)}, au dernier ${mb(last)}, au plus ${mb(most)}`),
  ]);
}
