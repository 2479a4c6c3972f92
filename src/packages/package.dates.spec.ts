import { deadlineOfSubmission } from './package.dates.js';

const at = new Date('2026-03-05T08:00:00Z');
const threeDaysOn = new Date('2026-03-08T08:00:00Z');

describe('the approval deadline of a submission', () => {
  it('is three days on where nobody chose one', () => {
    expect(deadlineOfSubmission({ submittedAt: null, approvalDeadline: null }, at)).toEqual(threeDaysOn);
  });

  it('is the date that was chosen, sooner or later than three days', () => {
    const soon = new Date('2026-03-05T09:00:00Z');
    const far = new Date('2026-03-20T00:00:00Z');

    expect(deadlineOfSubmission({ submittedAt: null, approvalDeadline: soon }, at)).toEqual(soon);
    expect(deadlineOfSubmission({ submittedAt: null, approvalDeadline: far }, at)).toEqual(far);
  });

  it('is three days on where the date that was chosen has passed', () => {
    expect(deadlineOfSubmission({ submittedAt: null, approvalDeadline: new Date('2026-03-04T00:00:00Z') }, at)).toEqual(threeDaysOn);
    expect(deadlineOfSubmission({ submittedAt: null, approvalDeadline: at }, at)).toEqual(threeDaysOn);
  });
});
