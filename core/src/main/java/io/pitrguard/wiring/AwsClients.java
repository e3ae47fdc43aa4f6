package io.pitrguard.wiring;

import io.pitrguard.aws.WholeAnswers;
import io.pitrguard.config.SettingsException;
import io.pitrguard.port.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Creates the SDK's clients, all on one connection pool. Credentials and endpoint are the SDK's defaults.
 */
public final class AwsClients implements AutoCloseable {
    /** Part of the user agent, after {@code app/}. CloudTrail logs it, so that pitr-guard recognizes its own calls. */
    public static final String APP_ID = "pitr-guard";

    // All attempts of a call together stay far below the time that a function reserves for its report.
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(9);

    // Alerts wait for events, and the function that reacts to calls has a minute for everything.
    private static final Duration EVENT_TIMEOUT = Duration.ofSeconds(4);

    private final Region region;
    private final Consumer<AwsClientBuilder<?, ?>> custom;
    private final Optional<RoleSession> session;
    private final SharedTransport shared;

    private final Supplier<DynamoDbClient> dynamoDb =
            new Lazy<>(() -> build(DynamoDbClient.builder(), Retries::patient));
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();

    /** Creates clients for a region; {@code custom} has the last word on each, and sets endpoint and credentials in tests. */
    public AwsClients(Region region, Consumer<AwsClientBuilder<?, ?>> custom) {
        this(region, custom, InstantSource.system());
    }

    /** Creates clients that compare AWS's clock with this one of the machine. */
    public AwsClients(Region region, Consumer<AwsClientBuilder<?, ?>> custom, InstantSource machine) {
        this(region, custom, Optional.empty(), SharedTransport.open(machine));
    }

    private AwsClients(
            Region region,
            Consumer<AwsClientBuilder<?, ?>> custom,
            Optional<RoleSession> session,
            SharedTransport shared) {
        this.region = region;
        this.custom = custom;
        this.session = session;
        this.shared = shared;
    }

    /**
     * Returns clients for another region with the same credentials, or with those of a role. They share the connections of
     * these clients and are closed with them.
     */
    AwsClients in(Region other, Optional<RoleSession> role) {
        return new AwsClients(other, custom, role.or(() -> session), shared);
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
        return new AwsClients(region, custom.andThen(last), session, shared);
    }

    /** Returns the region of the clients. */
    public Region region() {
        return region;
    }

    /** Returns the machine's clock. */
    InstantSource machine() {
        return shared.machine();
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
        return build(DynamoDbClient.builder(), Retries::impatient);
    }

    /** Returns the DynamoDB client, always the same one: creating one takes time. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    /** Creates a client of the Resource Groups Tagging API. */
    public ResourceGroupsTaggingApiClient tagging() {
        return build(ResourceGroupsTaggingApiClient.builder(), Retries::patient);
    }

    /** Creates an SQS client. */
    public SqsClient sqs() {
        return build(SqsClient.builder(), Retries::patient);
    }

    /** Creates an SNS client. */
    public SnsClient sns() {
        return build(SnsClient.builder(), Retries::patient);
    }

    /** Creates a client of AWS Config. */
    public ConfigClient config() {
        return build(ConfigClient.builder(), Retries::patient);
    }

    /** Returns the CloudTrail client of a region, always the same one: a trail is read in its home region. */
    public CloudTrailClient cloudTrail(String of) {
        return cloudTrail.computeIfAbsent(
                of, name -> build(CloudTrailClient.builder(), Region.of(name), Retries::patient));
    }

    /** Creates an EventBridge client. */
    public EventBridgeClient eventBridge() {
        return build(EventBridgeClient.builder(), region, Retries::patient, EVENT_TIMEOUT);
    }

    /** Creates a Security Hub client. */
    public SecurityHubClient securityHub() {
        return build(SecurityHubClient.builder(), Retries::patient);
    }

    /** Creates an S3 client. Emulators do not answer to a name for each bucket. */
    public S3Client s3() {
        S3Client client = build(S3Client.builder(), Retries::patient);
        boolean emulated =
                client.serviceClientConfiguration().endpointOverride().isPresent();
        return emulated ? build(S3Client.builder().forcePathStyle(true), Retries::patient) : client;
    }

    /** Creates a client that few have. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return build(builder, Retries::patient);
    }

    /** Creates a client that few have, without retries: for writes to what users own. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C singleTryClient(B builder) {
        return build(builder, Retries::impatient);
    }

    /** Creates an STS client. */
    public StsClient sts() {
        return build(StsClient.builder(), Retries::patient);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Supplier<? extends RetryStrategy> retries) {
        return build(builder, region, retries);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Region of, Supplier<? extends RetryStrategy> retries) {
        return build(builder, of, retries, CALL_TIMEOUT);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Region of, Supplier<? extends RetryStrategy> retries, Duration callTimeout) {
        builder.httpClient(shared.http())
                .region(of)
                .overrideConfiguration(c -> c.retryStrategy(retries.get())
                        .apiCallAttemptTimeout(TRY_TIMEOUT)
                        .apiCallTimeout(callTimeout)
                        .scheduledExecutorService(shared.timeouts())
                        .addExecutionInterceptor(shared.clock())
                        .addExecutionInterceptor(new WholeAnswers())
                        .appId(APP_ID));
        custom.accept(builder);
        session.ifPresent(builder::credentialsProvider);
        C client = builder.build();
        return session.map(role -> role.lasting(client)).orElse(client);
    }

    @Override
    public void close() {
        shared.close();
    }
}
