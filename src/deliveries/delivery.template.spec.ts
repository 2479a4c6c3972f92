import { compileTemplate, templateProblem } from './delivery.template.js';

const data = {
  recipient: { firstName: 'Zoé', tier: 2, isMember: true, note: '<script>alert("x")</script> & \'co\'' },
  entity: { code: 'OU3', label: 'Lyon Part-Dieu' },
  parameters: { rate: '2.40 %' },
};

test('placeholders are filled, blanks around the name allowed', () => {
  expect(compileTemplate('{{recipient.firstName}} of {{ entity.label }}, {{order.parameters.rate}}, tier {{recipient.tier}}', 'plain')(data)).toBe('Zoé of Lyon Part-Dieu, 2.40 %, tier 2');
});

test('a value is escaped in HTML and left alone in text', () => {
  expect(compileTemplate('<p>{{recipient.note}}</p>', 'html')(data)).toBe('<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;</p>');
  expect(compileTemplate('{{recipient.note}}', 'plain')(data)).toBe('<script>alert("x")</script> & \'co\'');
});

test('a value that is missing is filled with nothing', () => {
  expect(compileTemplate('[{{recipient.lastName}}][{{order.parameters.none}}]', 'plain')(data)).toBe('[][]');
});

test('a value that looks like a placeholder stays as it is', () => {
  expect(compileTemplate('{{recipient.firstName}}', 'plain')({ ...data, recipient: { firstName: '{{entity.label}}' } })).toBe('{{entity.label}}');
});

test.each(['{{recipient}}', '{{entity.secret}}', '{{order.status}}', '{{constructor.name}}', '{{recipient.toString}}', '{{recipient.a.b}}', '{{', 'a }} b', '{{recipient.firstName'])('%s is a problem', (source) => {
  expect(templateProblem(source)).toBeDefined();
  expect(() => compileTemplate(source, 'plain')).toThrow('a template');
});
