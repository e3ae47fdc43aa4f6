package io.pitrguard.domain.evaluation;

/** The five verdicts by name, as they stand in JSON and in the ledger. */
public enum VerdictKind {
    COMPLIANT,
    NON_COMPLIANT,
    EXEMPT,
    NOT_APPLICABLE,
    UNDETERMINED;

    /** Returns the kind of a verdict. */
    public static VerdictKind of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Compliant _ -> COMPLIANT;
            case Verdict.NonCompliant _ -> NON_COMPLIANT;
            case Verdict.Exempt _ -> EXEMPT;
            case Verdict.NotApplicable _ -> NOT_APPLICABLE;
            case Verdict.Undetermined _ -> UNDETERMINED;
        };
    }
}
