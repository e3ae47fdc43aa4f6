package io.pitrguard.cli;

import io.pitrguard.aws.AwsErrors;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.HubSettings;
import io.pitrguard.config.Mode;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The Lambda functions of a deployment. */
record DeployedFunctions(LambdaReader lambda) {
    private static final String SETTINGS = "lambda:GetAccountSettings";
    private static final String CONFIGURATION = "lambda:GetFunctionConfiguration";
    private static final List<String> SHARED =
            List.of(Settings.POLICY_SHA256, Settings.LEDGER_TABLE, Settings.TOPIC_ARN, Settings.ACT);

    // An account keeps this many unreserved, or its whole quota if that is lower:
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    private static final int MIN_UNRESERVED = 100;
    private static final int RESERVED = Stream.of(FunctionKind.values())
            .flatMap(kind -> kind.reserved().stream())
            .mapToInt(Integer::intValue)
            .sum();

    /** Reads the functions of the stack of that name. */
    DeployedFunctions(LambdaClient client, String name) {
        this(new LambdaReader(client, name));
    }

    /**
     * A deployment.
     *
     * @param environment settings of one of the functions
     * @param findings state of the functions and their triggers
     */
    record Deployment(Map<String, String> environment, List<HealthFinding> findings) {
        Deployment {
            environment = Map.copyOf(environment);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Returns the deployment; empty if none of its functions exists.
     *
     * @throws CommandFailure if Lambda cannot be read
     */
    Optional<Deployment> snapshot() {
        Optional<GetFunctionConfigurationResponse> any = Stream.of(FunctionKind.values())
                .flatMap(kind -> lambda.ask(CONFIGURATION, () -> found(kind, Optional.empty())).stream())
                .findFirst();
        return any.map(function -> {
            Map<String, String> environment = environment(function);
            List<HealthFinding> findings = new ArrayList<>();
            for (FunctionKind kind : FunctionKind.values()) {
                if (isExpected(kind, environment)) {
                    HealthFinding finding = function(kind, environment);
                    findings.add(finding);
                    if (kind.trigger() == FunctionKind.Trigger.QUEUE && !finding.isBlindSpot()) {
                        findings.add(new EventSourceMappings(lambda).check(invoked(kind), kind.nameIn(lambda.name())));
                    }
                }
            }
            return new Deployment(environment, findings);
        });
    }

    /**
     * Returns the settings of all functions together; none if no function exists.
     *
     * @throws CommandFailure if Lambda cannot be read
     */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        for (FunctionKind kind : FunctionKind.values()) {
            lambda.ask(CONFIGURATION, () -> found(kind, Optional.empty()))
                    .ifPresent(function -> all.putAll(environment(function)));
        }
        return all;
    }

    /**
     * Checks whether the account's quota allows the deployment's reserved concurrency; a quota that Lambda leaves out is
     * enough.
     */
    HealthFinding roomToReserve() {
        try {
            AccountLimit limit = lambda.client().getAccountSettings().accountLimit();
            boolean enough = limit == null
                    || limit.unreservedConcurrentExecutions() == null
                    || limit.concurrentExecutions() == null
                    || limit.unreservedConcurrentExecutions() - RESERVED
                            >= Math.min(MIN_UNRESERVED, limit.concurrentExecutions());
            return enough
                    ? new HealthFinding.Ok(
                            Component.DEPLOYMENT,
                            "The concurrency quota is high enough to reserve %d.".formatted(RESERVED))
                    : new HealthFinding.Problem(
                            Component.DEPLOYMENT,
                            "The concurrency quota is %d, of which %d is unreserved: too low to reserve %d."
                                    .formatted(
                                            limit.concurrentExecutions(),
                                            limit.unreservedConcurrentExecutions(),
                                            RESERVED),
                            "Deploy with -c reservedConcurrency=false, or request a higher quota.");
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(SETTINGS, "the account", e);
            return new HealthFinding.Unknown(
                    Component.DEPLOYMENT,
                    "The concurrency quota could not be read. " + Printable.line(cause.message()),
                    cause.worthAnotherTry());
        }
    }

    /** Returns the mode that functions with these settings are deployed in. */
    static Mode mode(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(HubSettings.MODE))
                .flatMap(Mode::named)
                .orElse(Mode.ACCOUNT);
    }

    private static boolean isExpected(FunctionKind kind, Map<String, String> environment) {
        return kind.deployedIn(mode(environment))
                && (kind != FunctionKind.CONFIG_RULE || environment.containsKey(Settings.CONFIG_RULE));
    }

    private Optional<GetFunctionConfigurationResponse> found(FunctionKind kind, Optional<String> alias) {
        try {
            return Optional.of(lambda.client()
                    .getFunctionConfiguration(
                            b -> b.functionName(kind.nameIn(lambda.name())).qualifier(alias.orElse(null))));
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }

    /** Checks the function that a trigger invokes. */
    private HealthFinding function(FunctionKind kind, Map<String, String> others) {
        String id = invoked(kind);
        Optional<GetFunctionConfigurationResponse> function =
                lambda.ask(CONFIGURATION, () -> found(kind, kind.alias()));
        if (function.isEmpty()) {
            return missing("There is no function %s: its triggers invoke nothing.".formatted(id));
        }
        Map<String, String> environment = environment(function.get());
        return SHARED.stream().allMatch(setting -> Objects.equals(others.get(setting), environment.get(setting)))
                ? new HealthFinding.Ok(Component.DEPLOYMENT, "The function %s is deployed.".formatted(id))
                : new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "The function %s has a different policy, ledger, topic or PITR_GUARD_ACT than the others."
                                .formatted(id),
                        "Its settings were changed by hand. Restore them, or: " + HealthRules.ANEW);
    }

    /** Returns the function name that triggers invoke, with its alias. */
    private String invoked(FunctionKind kind) {
        return kind.nameIn(lambda.name())
                + kind.alias().map(alias -> ":" + alias).orElse("");
    }

    private static HealthFinding missing(String what) {
        return new HealthFinding.Problem(Component.DEPLOYMENT, what, HealthRules.ANEW);
    }

    private static Map<String, String> environment(GetFunctionConfigurationResponse function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }
}
