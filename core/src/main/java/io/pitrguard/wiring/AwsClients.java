package io.pitrguard.wiring;

import io.pitrguard.aws.AnswerCheckingHttpClient;
import io.pitrguard.aws.AwsClock;
import io.pitrguard.aws.WholeAnswers;
import io.pitrguard.config.SettingsException;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Creates the SDK's clients, all on one connection pool. Each sets its retry strategy, because an environment variable
 * can change the SDK's default. Credentials and endpoint are the SDK's defaults.
 */
public final class AwsClients implements AutoCloseable {
    /** Part of the user agent, after {@code app/}. CloudTrail logs it, so that pitr-guard recognizes its own calls. */
    public static final String APP_ID = "pitr-guard";

    private static final int MAX_ATTEMPTS = 3;
    // All attempts of a call together stay far below the time that a function reserves for its report.
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

    static {
        // The JDK's client keeps five idle connections per host, and silently retries a POST.
        System.setProperty("http.maxConnections", "64");
        System.setProperty("sun.net.http.retryPost", "false");
        // It also keeps the user and password of HTTPS_PROXY to itself, which curl and the AWS CLI send.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final Region region;
    private final Consumer<AwsClientBuilder<?, ?>> custom;
    private final Shared shared;

    /**
     * What all clients of a process share.
     *
     * @param timeouts otherwise each client starts, and keeps, up to five threads for its timeouts
     */
    private record Shared(AwsClock clock, SdkHttpClient http, ScheduledThreadPoolExecutor timeouts) {}

    private final Supplier<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> build(DynamoDbClient.builder(), AwsClients::patient));
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();

    /** Creates clients for a region; {@code custom} has the last word on each, and sets endpoint and credentials in tests. */
    public AwsClients(Region region, Consumer<AwsClientBuilder<?, ?>> custom) {
        this(region, custom, InstantSource.system());
    }

    /** Creates clients that compare AWS's clock with this one of the machine. */
    public AwsClients(Region region, Consumer<AwsClientBuilder<?, ?>> custom, InstantSource machine) {
        this(region, custom, shared(machine));
    }

    private AwsClients(Region region, Consumer<AwsClientBuilder<?, ?>> custom, Shared shared) {
        this.region = region;
        this.custom = custom;
        this.shared = shared;
    }

    private static Shared shared(InstantSource machine) {
        Connections connections = new Connections(
                EnvironmentProxies.of(System.getenv(), System.getProperty("http.nonProxyHosts", "")),
                CONNECT_TIMEOUT,
                ANSWER_TIMEOUT);
        return new Shared(
                new AwsClock(machine),
                new AnswerCheckingHttpClient(UrlConnectionHttpClient.create(connections::open)),
                timeouts());
    }

    /**
     * Returns clients for another region with the same credentials, or with others. They share the connections of these
     * clients and are closed with them.
     */
    public AwsClients in(Region other, Optional<AwsCredentialsProvider> credentials) {
        Consumer<AwsClientBuilder<?, ?>> also = credentials
                .<Consumer<AwsClientBuilder<?, ?>>>map(
                        provider -> custom.andThen(builder -> builder.credentialsProvider(provider)))
                .orElse(custom);
        return new AwsClients(other, also, shared);
    }

    /**
     * Creates clients for a region, or for the one that the AWS CLI would take.
     *
     * @throws SettingsException when no region is given and none is configured, or a setting of the SDK is wrong
     */
    public static AwsClients forRegion(Optional<String> region) {
        return forRegion(region, InstantSource.system());
    }

    /**
     * Creates clients for a region, or for the one that the AWS CLI would take, on this clock of the machine.
     *
     * @throws SettingsException when no region is given and none is configured
     */
    public static AwsClients forRegion(Optional<String> region, InstantSource machine) {
        SdkVariables.check(System.getenv());
        return new AwsClients(
                region.map(Region::of).orElseGet(() -> ConfiguredRegion.of(System.getenv())),
                ofChosenProfile(),
                machine);
    }

    /** Where a person chose a profile for this process, only its credentials count, as in the AWS CLI. */
    private static Consumer<AwsClientBuilder<?, ?>> ofChosenProfile() {
        String profile = System.getProperty(ProfileFileSystemSetting.AWS_PROFILE.property());
        if (profile == null) {
            return builder -> {};
        }
        AwsCredentialsProvider credentials = ProfileCredentialsProvider.create(profile);
        return builder -> builder.credentialsProvider(credentials);
    }

    /** Returns clients for the same region on which this has the last word; they are closed with these. */
    AwsClients with(Consumer<AwsClientBuilder<?, ?>> last) {
        return new AwsClients(region, custom.andThen(last), shared);
    }

    /** Returns the region of the clients. */
    public Region region() {
        return region;
    }

    /** Returns the machine's time, which from now on knows how far AWS's differs from it. */
    public Time time(Time machine) {
        return new AwsTime(machine, shared.clock());
    }

    /**
     * Creates a DynamoDB client without retries, for calls that are counted and paced, and for writes to users' tables. Only
     * where AWS refuses a signature because this machine's clock is wrong it tries once more, with AWS's time.
     */
    public DynamoDbClient pacedDynamoDb() {
        return build(DynamoDbClient.builder(), AwsClients::impatient);
    }

    /** Returns the DynamoDB client, always the same one: creating one takes time. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    /** Creates a client of the Resource Groups Tagging API. */
    public ResourceGroupsTaggingApiClient tagging() {
        return build(ResourceGroupsTaggingApiClient.builder(), AwsClients::patient);
    }

    /** Creates an SQS client. */
    public SqsClient sqs() {
        return build(SqsClient.builder(), AwsClients::patient);
    }

    /** Creates an SNS client. */
    public SnsClient sns() {
        return build(SnsClient.builder(), AwsClients::patient);
    }

    /** Creates a client of AWS Config. */
    public ConfigClient config() {
        return build(ConfigClient.builder(), AwsClients::patient);
    }

    /** Returns the CloudTrail client of a region, always the same one: a trail is read in its home region. */
    public CloudTrailClient cloudTrail(String of) {
        return cloudTrail.computeIfAbsent(
                of, name -> build(CloudTrailClient.builder(), Region.of(name), AwsClients::patient));
    }

    /** Creates an EventBridge client. */
    public EventBridgeClient eventBridge() {
        return build(EventBridgeClient.builder(), AwsClients::patient);
    }

    /** Creates an S3 client. Emulators do not answer to a name for each bucket. */
    public S3Client s3() {
        S3Client client = build(S3Client.builder(), AwsClients::patient);
        boolean emulated =
                client.serviceClientConfiguration().endpointOverride().isPresent();
        return emulated ? build(S3Client.builder().forcePathStyle(true), AwsClients::patient) : client;
    }

    /** Creates a client that few have. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return build(builder, AwsClients::patient);
    }

    /** Creates an STS client. */
    public StsClient sts() {
        return build(StsClient.builder(), AwsClients::patient);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Supplier<? extends RetryStrategy> retries) {
        return build(builder, region, retries);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Region of, Supplier<? extends RetryStrategy> retries) {
        builder.httpClient(shared.http())
                .region(of)
                .overrideConfiguration(c -> c.retryStrategy(retries.get())
                        .apiCallAttemptTimeout(TRY_TIMEOUT)
                        .apiCallTimeout(CALL_TIMEOUT)
                        .scheduledExecutorService(shared.timeouts())
                        .addExecutionInterceptor(shared.clock())
                        .addExecutionInterceptor(new WholeAnswers())
                        .appId(APP_ID));
        custom.accept(builder);
        return builder.build();
    }

    @Override
    public void close() {
        shared.http().close();
        shared.timeouts().shutdownNow();
    }

    private static ScheduledThreadPoolExecutor timeouts() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("aws-timeouts").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(CALL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static RetryStrategy impatient() {
        return StandardRetryStrategy.builder()
                .maxAttempts(2)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .retryOnException(AwsClients::isWrongClock)
                .useClientDefaults(false)
                .build();
    }

    private static boolean isWrongClock(Throwable failure) {
        return failure instanceof SdkException sdk && RetryUtils.isClockSkewException(sdk);
    }

    private static RetryStrategy patient() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(MAX_ATTEMPTS)
                .build();
    }
}
