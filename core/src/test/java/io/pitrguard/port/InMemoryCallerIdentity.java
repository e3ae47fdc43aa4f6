package io.pitrguard.port;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;

/** Says who the caller is as it was told. */
public final class InMemoryCallerIdentity implements CallerIdentity {
    private Result<Caller> answer;

    /** Says that the caller is from there. */
    public InMemoryCallerIdentity(AccountRegion where) {
        answer = new Result.Success<>(
                new Caller(where, "arn:" + where.partition() + ":iam::" + where.account() + ":user/somebody"));
    }

    /** From now on asking fails. */
    public void fail(Cause.Kind kind) {
        answer = new Result.Failure<>(new Cause(kind, "Asking failed: " + kind + "."));
    }

    @Override
    public Result<Caller> whoAmI() {
        return answer;
    }
}
