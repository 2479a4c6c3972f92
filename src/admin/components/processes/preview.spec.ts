import { framed, sampleOf, written } from './preview.js';

const sample = { recipient: { firstName: 'Zoé <b>', city: 'Lyon' }, entity: { label: 'Lyon Part-Dieu' }, parameters: { rate: 3.4 } };

describe('the preview of a mail', () => {
  it('fills the fields in as the engine does, escaped in HTML alone', () => {
    expect(written('Hello {{recipient.firstName}}, {{order.parameters.rate}} % at {{entity.label}}', sample, 'plain')).toBe('Hello Zoé <b>, 3.4 % at Lyon Part-Dieu');
    expect(written('<p>{{recipient.firstName}}</p>', sample, 'html')).toBe('<p>Zoé &lt;b&gt;</p>');
  });

  it('leaves nothing where a field is not known, and names fields where no recipient is', () => {
    expect(written('Hello {{recipient.lastName}}.', sample, 'plain')).toBe('Hello .');
    expect(written('Hello {{recipient.firstName}} of {{entity.label}}', sampleOf(), 'plain')).toBe('Hello [firstName] of [entity label]');
  });

  it('shows a template that is half typed as it is', () => {
    expect(written('Hello {{recipient.', sample, 'plain')).toBe('Hello {{recipient.');
  });

  it('asks no other host for anything', () => {
    const shown = framed('<img alt="Offer" src="https://tracker.example/p.gif"><img src=//tracker.example/q.gif><img src="data:image/gif;base64,AA"><a href="https://bank.example">go</a>');

    expect(shown).toContain('data-src="https://tracker.example/p.gif"');
    expect(shown).toContain('data-src=//tracker.example/q.gif');
    expect(shown).toContain(' src="data:image/gif;base64,AA"');
    expect(shown).toContain('<a href="https://bank.example">');
  });
});
