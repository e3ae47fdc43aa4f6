package io.pitrguard.cli;

import io.pitrguard.aws.AwsErrors;
import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.HealthRules;
import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The functions of a deployment, as Lambda knows them.
 *
 * @param name what the stack is called
 */
record DeployedFunctions(LambdaClient client, String name) {
    private static final String SETTINGS = "lambda:GetAccountSettings";
    private static final String CONFIGURATION = "lambda:GetFunctionConfiguration";
    private static final List<String> SHARED =
            List.of(Settings.POLICY_SHA256, Settings.LEDGER_TABLE, Settings.TOPIC_ARN, Settings.ACT);

    /** States of a mapping that takes messages, or is about to. */
    private static final Set<String> TAKES = Set.of("Creating", "Enabling", "Enabled", "Updating");

    // So many stay unreserved in an account, or all of those that it has where they are fewer:
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    private static final int LEFT_UNRESERVED = 100;
    private static final int RESERVED = 3;

    /**
     * What is deployed.
     *
     * @param environment the settings of one of the functions
     * @param findings how the functions and what invokes them were found
     */
    record Deployment(Map<String, String> environment, List<HealthFinding> findings) {
        Deployment {
            environment = Map.copyOf(environment);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Looks at the functions; empty where there is none of them, and so nothing is deployed under this name.
     *
     * @throws CommandFailure when Lambda does not say
     */
    Optional<Deployment> snapshot() {
        Optional<GetFunctionConfigurationResponse> any = Stream.of(FunctionKind.values())
                .flatMap(kind -> ask(CONFIGURATION, () -> found(kind, Optional.empty())).stream())
                .findFirst();
        return any.map(function -> {
            Map<String, String> environment = environment(function);
            List<HealthFinding> findings = new ArrayList<>();
            for (FunctionKind kind : FunctionKind.values()) {
                if (isExpected(kind, environment)) {
                    HealthFinding finding = sight(kind, environment);
                    findings.add(finding);
                    if (kind.trigger() == FunctionKind.Trigger.QUEUE && !finding.isBlindSpot()) {
                        findings.add(mapping(kind));
                    }
                }
            }
            return new Deployment(environment, findings);
        });
    }

    /**
     * Looks whether the account's quota leaves room to reserve what a deployment reserves; where Lambda does not say how
     * much there is, there is enough.
     */
    HealthFinding roomToReserve() {
        try {
            AccountLimit limit = client.getAccountSettings().accountLimit();
            boolean enough = limit == null
                    || limit.unreservedConcurrentExecutions() == null
                    || limit.concurrentExecutions() == null
                    || limit.unreservedConcurrentExecutions() - RESERVED
                            >= Math.min(LEFT_UNRESERVED, limit.concurrentExecutions());
            return enough
                    ? new HealthFinding.Ok(Component.DEPLOYMENT, "There is room to reserve concurrent executions.")
                    : new HealthFinding.Problem(
                            Component.DEPLOYMENT,
                            "The account may run %d functions at once, %d of them unreserved: too few to reserve %d."
                                    .formatted(
                                            limit.concurrentExecutions(),
                                            limit.unreservedConcurrentExecutions(),
                                            RESERVED),
                            "Deploy with -c reservedConcurrency=false, or have the quota raised.");
        } catch (SdkException e) {
            Cause cause = AwsErrors.sort(SETTINGS, "the account", e);
            return new HealthFinding.Unknown(
                    Component.DEPLOYMENT,
                    "How many functions may run at once is not known. " + OneLine.of(cause.message()),
                    cause.worthAnotherTry());
        }
    }

    private static boolean isExpected(FunctionKind kind, Map<String, String> environment) {
        return switch (kind) {
            case SWEEP, DRIFT -> true;
            case CONFIG_RULE -> environment.containsKey(Settings.CONFIG_RULE);
        };
    }

    private Optional<GetFunctionConfigurationResponse> found(FunctionKind kind, Optional<String> alias) {
        try {
            return Optional.of(client.getFunctionConfiguration(
                    b -> b.functionName(kind.nameIn(name)).qualifier(alias.orElse(null))));
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }

    /** Looks at what a trigger invokes. */
    private HealthFinding sight(FunctionKind kind, Map<String, String> others) {
        String what = invoked(kind);
        Optional<GetFunctionConfigurationResponse> function = ask(CONFIGURATION, () -> found(kind, kind.alias()));
        if (function.isEmpty()) {
            return blind("There is no function %s: what triggers it invokes nothing.".formatted(what));
        }
        Map<String, String> environment = environment(function.get());
        return SHARED.stream().allMatch(setting -> Objects.equals(others.get(setting), environment.get(setting)))
                ? new HealthFinding.Ok(Component.DEPLOYMENT, "The function %s is there.".formatted(what))
                : new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "The function %s has another policy, ledger, topic or PITR_GUARD_ACT than the others."
                                .formatted(what),
                        "Somebody changed its settings by hand. Put them back, or: " + HealthRules.ANEW);
    }

    /** Returns the name of what the trigger invokes. */
    private String invoked(FunctionKind kind) {
        return kind.nameIn(name) + kind.alias().map(alias -> ":" + alias).orElse("");
    }

    private HealthFinding mapping(FunctionKind kind) {
        String function = invoked(kind);
        List<EventSourceMappingConfiguration> mappings = ask(
                "lambda:ListEventSourceMappings",
                () -> client.listEventSourceMappings(b -> b.functionName(function))
                        .eventSourceMappings());
        return mappings.stream().anyMatch(mapping -> TAKES.contains(String.valueOf(mapping.state())))
                ? new HealthFinding.Ok(
                        Component.DEPLOYMENT, "The function %s takes calls from its queue.".formatted(function))
                : new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "The function %s takes no calls: its event source mapping is missing or disabled."
                                .formatted(function),
                        mappings.isEmpty()
                                ? HealthRules.ANEW
                                : "aws lambda update-event-source-mapping --enabled --uuid "
                                        + mappings.getFirst().uuid());
    }

    private static HealthFinding blind(String what) {
        return new HealthFinding.Problem(Component.DEPLOYMENT, what, HealthRules.ANEW);
    }

    private static Map<String, String> environment(GetFunctionConfigurationResponse function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }

    private <T> T ask(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new CommandFailure(
                    "could not look at the deployment. %s Check the region, the network, and AWS_ENDPOINT_URL if it is set."
                            .formatted(OneLine.of(AwsErrors.sort(action, "the functions of " + name, e)
                                    .message())));
        }
    }
}
