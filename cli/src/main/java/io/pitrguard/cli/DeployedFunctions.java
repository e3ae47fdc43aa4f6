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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The Lambda functions of a deployment.
 *
 * @param name name of the stack
 */
record DeployedFunctions(LambdaClient client, String name) {
    private static final String SETTINGS = "lambda:GetAccountSettings";
    private static final String CONFIGURATION = "lambda:GetFunctionConfiguration";
    private static final List<String> SHARED =
            List.of(Settings.POLICY_SHA256, Settings.LEDGER_TABLE, Settings.TOPIC_ARN, Settings.ACT);

    /** States of an event source mapping that receives messages or is about to. */
    private static final Set<String> RECEIVING = Set.of("Creating", "Enabling", "Enabled", "Updating");

    // An account keeps this many unreserved, or its whole quota if that is lower:
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
    private static final int MIN_UNRESERVED = 100;
    private static final int RESERVED = Stream.of(FunctionKind.values())
            .flatMap(kind -> kind.reserved().stream())
            .mapToInt(Integer::intValue)
            .sum();

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
                .flatMap(kind -> ask(CONFIGURATION, () -> found(kind, Optional.empty())).stream())
                .findFirst();
        return any.map(function -> {
            Map<String, String> environment = environment(function);
            List<HealthFinding> findings = new ArrayList<>();
            for (FunctionKind kind : FunctionKind.values()) {
                if (isExpected(kind, environment)) {
                    HealthFinding finding = function(kind, environment);
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
     * Returns the settings of all functions together; none if no function exists.
     *
     * @throws CommandFailure if Lambda cannot be read
     */
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        for (FunctionKind kind : FunctionKind.values()) {
            ask(CONFIGURATION, () -> found(kind, Optional.empty()))
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
            AccountLimit limit = client.getAccountSettings().accountLimit();
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

    private static boolean isExpected(FunctionKind kind, Map<String, String> environment) {
        Mode mode = Optional.ofNullable(environment.get(HubSettings.MODE))
                .flatMap(Mode::named)
                .orElse(Mode.ACCOUNT);
        return kind.deployedIn(mode)
                && (kind != FunctionKind.CONFIG_RULE || environment.containsKey(Settings.CONFIG_RULE));
    }

    private Optional<GetFunctionConfigurationResponse> found(FunctionKind kind, Optional<String> alias) {
        try {
            return Optional.of(client.getFunctionConfiguration(
                    b -> b.functionName(kind.nameIn(name)).qualifier(alias.orElse(null))));
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }

    /** Checks the function that a trigger invokes. */
    private HealthFinding function(FunctionKind kind, Map<String, String> others) {
        String id = invoked(kind);
        Optional<GetFunctionConfigurationResponse> function = ask(CONFIGURATION, () -> found(kind, kind.alias()));
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
        return kind.nameIn(name) + kind.alias().map(alias -> ":" + alias).orElse("");
    }

    private HealthFinding mapping(FunctionKind kind) {
        String function = invoked(kind);
        List<EventSourceMappingConfiguration> own = mappings(b -> b.functionName(function)).stream()
                .filter(mapping -> queue(mapping).endsWith(":" + kind.nameIn(name)))
                .toList();
        Optional<EventSourceMappingConfiguration> receiving =
                own.stream().filter(DeployedFunctions::isReceiving).findFirst();
        if (receiving.isEmpty()) {
            return new HealthFinding.Problem(
                    Component.DEPLOYMENT,
                    "The function %s receives no messages: the event source mapping of its queue is missing or disabled."
                            .formatted(function),
                    own.isEmpty() ? HealthRules.ANEW : update(own.getFirst(), "--enabled"));
        }
        if (receiving.get().filterCriteria() != null
                && receiving.get().filterCriteria().hasFilters()) {
            return new HealthFinding.Problem(
                    Component.DEPLOYMENT,
                    "The event source mapping of the function %s has a filter, and what it drops is lost."
                            .formatted(function),
                    update(receiving.get(), "--filter-criteria '{}'"));
        }
        return others(receiving.get())
                .orElseGet(() -> new HealthFinding.Ok(
                        Component.DEPLOYMENT, "The function %s receives messages from its queue.".formatted(function)));
    }

    /** A message that another function takes never reaches ours. */
    private Optional<HealthFinding> others(EventSourceMappingConfiguration ours) {
        return mappings(b -> b.eventSourceArn(ours.eventSourceArn())).stream()
                .filter(DeployedFunctions::isReceiving)
                .filter(mapping -> !Objects.equals(mapping.functionArn(), ours.functionArn()))
                .findFirst()
                .map(mapping -> new HealthFinding.Problem(
                        Component.DEPLOYMENT,
                        "Another function takes messages from the queue %s: %s."
                                .formatted(queue(ours), mapping.functionArn()),
                        "aws lambda delete-event-source-mapping --uuid " + mapping.uuid()));
    }

    private List<EventSourceMappingConfiguration> mappings(Consumer<ListEventSourceMappingsRequest.Builder> of) {
        return ask(
                "lambda:ListEventSourceMappings",
                () -> client.listEventSourceMappings(of).eventSourceMappings());
    }

    private static String queue(EventSourceMappingConfiguration mapping) {
        return String.valueOf(mapping.eventSourceArn());
    }

    private static boolean isReceiving(EventSourceMappingConfiguration mapping) {
        return RECEIVING.contains(String.valueOf(mapping.state()));
    }

    private static String update(EventSourceMappingConfiguration mapping, String change) {
        return "aws lambda update-event-source-mapping %s --uuid %s".formatted(change, mapping.uuid());
    }

    private static HealthFinding missing(String what) {
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
            throw new CommandFailure(emulatorWithoutLambda(e)
                    .orElseGet(() ->
                            "could not read the deployment. %s Check the region, the network, and AWS_ENDPOINT_URL if it is set."
                                    .formatted(Printable.line(AwsErrors.sort(action, "the functions of " + name, e)
                                            .message()))));
        }
    }

    /** Lambda always names its error; an endpoint that does not is another service, such as an emulator without Lambda. */
    private Optional<String> emulatorWithoutLambda(SdkException e) {
        boolean unnamed = e instanceof AwsServiceException service
                && (service.awsErrorDetails() == null
                        || service.awsErrorDetails().errorCode() == null);
        return client.serviceClientConfiguration()
                .endpointOverride()
                .filter(_ -> unnamed)
                .map(
                        "%s does not emulate Lambda, so it cannot hold a deployment. doctor requires Lambda, DynamoDB, STS, AWS Config, CloudTrail, EventBridge and SNS: unset AWS_ENDPOINT_URL to check an AWS account. The sandbox is for sweep, status, history, acknowledge, redrive, invoke and doctor --send-test."
                                ::formatted);
    }
}
