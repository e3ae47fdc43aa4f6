package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SettableTime;
import io.pitrguard.sandbox.Sandbox;
import io.pitrguard.sandbox.SandboxOptions;
import io.pitrguard.wiring.AwsClients;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** A sandbox, and the product's own clients for it, on one clock that stands still. */
public final class SandboxAws implements AutoCloseable {
    // Otherwise each client keeps five threads of its own, and tests make thousands of clients.
    private static final ScheduledExecutorService TIMERS = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("timers-", 0).factory());

    private final SandboxOptions options;
    private final SettableTime time = new SettableTime();
    private final Sandbox sandbox;
    private final AwsClients clients;

    private SandboxAws(UnaryOperator<SandboxOptions> change) {
        options = change.apply(SandboxOptions.defaults().withoutLimit().withClock(time));
        sandbox = Sandbox.start(options);
        clients = clients(builder -> {});
    }

    /** Starts one without rate limits. */
    public static SandboxAws start() {
        return start(options -> options);
    }

    /** Starts one with other options. */
    public static SandboxAws start(UnaryOperator<SandboxOptions> change) {
        return new SandboxAws(change);
    }

    /** Points a client at an endpoint; it retries as often as it would, but without pauses. */
    public static void pointAt(URI endpoint, AwsClientBuilder<?, ?> builder) {
        builder.endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        RetryStrategy patient = builder.overrideConfiguration().retryStrategy().orElseThrow();
        RetryStrategy hurried = patient.toBuilder()
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(hurried)
                .scheduledExecutorService(TIMERS)
                .build());
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public AwsClients clients() {
        return clients;
    }

    /** Makes clients for one function: its calls are told apart by who builds a client. */
    public AwsClients functionClients() {
        return clients(builder -> {});
    }

    /** Makes further clients, with something changed at the end. */
    public AwsClients clients(Consumer<AwsClientBuilder<?, ?>> custom) {
        return new AwsClients(
                Region.of(sandbox.region()),
                builder -> {
                    pointAt(sandbox.endpoint(), builder);
                    custom.accept(builder);
                },
                time);
    }

    public SettableTime time() {
        return time;
    }

    public AccountRegion where() {
        return new AccountRegion(options.partition(), sandbox.account(), sandbox.region());
    }

    @Override
    public void close() {
        sandbox.close();
        clients.close();
        assertThat(sandbox.failures()).as("bugs of the sandbox").isEmpty();
    }
}
