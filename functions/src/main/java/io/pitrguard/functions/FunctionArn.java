package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;

/** Where a function runs, read from its own ARN: the one place that always has partition, account and region. */
final class FunctionArn {
    private FunctionArn() {}

    /**
     * Parses {@code arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME}.
     *
     * @throws InvocationFailedException when it is something else
     */
    static AccountRegion where(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length < 7 || !parts[0].equals("arn") || !parts[2].equals("lambda")) {
            throw new InvocationFailedException("Lambda named this function '" + arn + "', which is not an ARN.");
        }
        return new AccountRegion(parts[1], parts[4], parts[3]);
    }
}
