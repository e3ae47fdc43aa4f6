package io.pitrguard.cli;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.Wiring;

/** Who the caller is to AWS: which account, in which region. */
final class CurrentCaller {
    private CurrentCaller() {}

    /**
     * Asks AWS.
     *
     * @throws CommandFailure when it does not say, with why and the remedy
     */
    static AccountRegion of(AwsClients clients) {
        return known(clients).where();
    }

    /**
     * Asks AWS, also for the caller's ARN.
     *
     * @throws CommandFailure when it does not say, with why and the remedy
     */
    static CallerIdentity.Caller known(AwsClients clients) {
        RegionName.problem(clients.region().id()).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
        return switch (Wiring.identity(clients).whoAmI()) {
            case Result.Success<CallerIdentity.Caller>(CallerIdentity.Caller caller) -> caller;
            case Result.Failure<CallerIdentity.Caller> failed ->
                throw new CommandFailure("could not find out which AWS account this is. "
                        + failed.cause().message()
                        + (failed.cause().kind() == Cause.Kind.BROKEN
                                ? " Check the network, the region '" + clients.region()
                                        + "', and AWS_ENDPOINT_URL if it is set."
                                : ""));
        };
    }
}
