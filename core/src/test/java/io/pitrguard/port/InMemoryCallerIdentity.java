package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;

/** Says who the caller is as it was told. */
public final class InMemoryCallerIdentity implements CallerIdentity {
    private Answer answer;

    /** Says that the caller is from there. */
    public InMemoryCallerIdentity(AccountRegion where) {
        answer = new Answer.Known(where, "arn:" + where.partition() + ":iam::" + where.account() + ":user/somebody");
    }

    /** From now on asking fails. */
    public void fail(Cause.Kind kind) {
        answer = new Answer.Failed(new Cause(kind, "Asking failed: " + kind + "."));
    }

    @Override
    public Answer whoAmI() {
        return answer;
    }
}
