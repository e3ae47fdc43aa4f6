package io.pitrguard.cli;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import java.io.PrintWriter;

/** The caller's AWS account and region. */
final class CurrentCaller {
    private CurrentCaller() {}

    /**
     * Returns the caller's account and region.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static AccountRegion of(AwsClients clients) {
        return known(clients).where();
    }

    /**
     * Returns the caller, after telling where and as whom a command is about to change something.
     *
     * @param doing what the command is about to do, such as "fixing tables"
     * @throws CommandFailure if AWS does not identify the caller
     */
    static CallerIdentity.Caller announced(
            AwsClients clients, ConnectionOptions connection, PrintWriter err, String doing) {
        CallerIdentity.Caller caller = known(clients);
        announce(caller, connection, err, doing);
        return caller;
    }

    /** Prints where and as whom a command is about to change something. */
    static void announce(CallerIdentity.Caller caller, ConnectionOptions connection, PrintWriter err, String doing) {
        err.println("pitr-guard: %s in %s of account %s as %s%s."
                .formatted(
                        doing,
                        caller.where().region(),
                        caller.where().account(),
                        Printable.line(caller.arn()),
                        connection
                                .profile(CommandEnvironment.variables())
                                .map(name -> " (profile " + Printable.line(name) + ")")
                                .orElse("")));
        err.flush();
    }

    /**
     * Returns the caller's account, region and ARN.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    static CallerIdentity.Caller known(AwsClients clients) {
        RegionName.problem(clients.region().id()).ifPresent(problem -> {
            throw new CommandFailure(problem);
        });
        return switch (CommandLineWiring.identity(clients).whoAmI()) {
            case Result.Success<CallerIdentity.Caller>(CallerIdentity.Caller caller) -> caller;
            case Result.Failure<CallerIdentity.Caller> failed ->
                throw new CommandFailure("could not determine the AWS account. "
                        + failed.cause().message()
                        + (failed.cause().kind() == Cause.Kind.BROKEN
                                ? " Check the network, the region '" + clients.region()
                                        + "', and AWS_ENDPOINT_URL if it is set."
                                : ""));
        };
    }
}
