package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.config.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

class AwsClientsTest {
    private static final String RETRY_MODE = SdkSystemSetting.AWS_RETRY_MODE.property();
    private static final String MAX_ATTEMPTS = SdkSystemSetting.AWS_MAX_ATTEMPTS.property();
    private static final String REGION = SdkSystemSetting.AWS_REGION.property();

    private final AwsClients clients = new AwsClients(
            Region.of("eu-west-1"), builder -> builder.credentialsProvider(AnonymousCredentialsProvider.create()));

    @AfterEach
    void restore() {
        clients.close();
        Stream.of(RETRY_MODE, MAX_ATTEMPTS, REGION).forEach(System::clearProperty);
    }

    /** The settings that change the SDK's own default, as the environment variables of the same purpose do. */
    @ParameterizedTest
    @ValueSource(strings = {"legacy", "standard", "adaptive"})
    void statesTheRetriesWhateverTheEnvironmentSays(String mode) {
        System.setProperty(RETRY_MODE, mode);
        System.setProperty(MAX_ATTEMPTS, "9");

        assertThat(retries(clients.pacedDynamoDb().serviceClientConfiguration()).maxAttempts())
                .as("the product counts and paces these itself; a second try is for a wrong clock alone")
                .isEqualTo(2);
        assertThat(Stream.of(
                        clients.dynamoDb().serviceClientConfiguration(),
                        clients.tagging().serviceClientConfiguration(),
                        clients.sns().serviceClientConfiguration(),
                        clients.sts().serviceClientConfiguration()))
                .allSatisfy(configuration -> {
                    assertThat(retries(configuration)).isInstanceOf(StandardRetryStrategy.class);
                    assertThat(retries(configuration).maxAttempts()).isEqualTo(3);
                });
    }

    /** A function that makes a client for each mail lives for hours. */
    @Test
    void sharesOneDynamoDbClient() {
        assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb()).isNotSameAs(clients.pacedDynamoDb());
    }

    @Test
    void clientsStartNoThreadsOfTheirOwn() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (SandboxAws aws = SandboxAws.start()) {
            for (int i = 0; i < 20; i++) {
                aws.clients().sts().getCallerIdentity();
            }
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sdk-ScheduledExecutor"));
    }

    @Test
    void saysWhoItIsInEveryCall() {
        List<String> agents = new ArrayList<>();
        ExecutionInterceptor interceptor = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
                agents.add(call.httpRequest().firstMatchingHeader("User-Agent").orElse("none"));
                throw SdkClientException.create("Seen enough.");
            }
        };
        try (AwsClients ownClients = new AwsClients(
                Region.of("eu-west-1"),
                builder -> builder.credentialsProvider(AnonymousCredentialsProvider.create())
                        .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                                .addExecutionInterceptor(interceptor)
                                .build()))) {
            assertThatThrownBy(() -> ownClients.dynamoDb().listTables()).hasMessageStartingWith("Seen enough.");
        }

        assertThat(agents).isNotEmpty().allSatisfy(agent -> assertThat(agent).contains("app/pitr-guard"));
    }

    @Test
    void talksToTheRegionThatIsAsked() {
        assertThat(clients.region()).isEqualTo(Region.EU_WEST_1);
        assertThat(clients.dynamoDb().serviceClientConfiguration().region()).isEqualTo(Region.EU_WEST_1);
        try (AwsClients others = AwsClients.forRegion(Optional.of("ap-southeast-2"))) {
            assertThat(others.region()).isEqualTo(Region.AP_SOUTHEAST_2);
        }
    }

    @Test
    void talksToTheConfiguredRegionWhenNoneIsAsked() {
        System.setProperty(REGION, "sa-east-1");

        try (AwsClients others = AwsClients.forRegion(Optional.empty())) {
            assertThat(others.region()).isEqualTo(Region.SA_EAST_1);
        }
    }

    @Test
    void keepsTheJdkFromSendingPostsTwice() {
        assertThat(clients.region()).isNotNull();
        assertThat(System.getProperty("sun.net.http.retryPost")).isEqualTo("false");
    }

    @Test
    void tellsHowToSetRegion() {
        System.setProperty("aws.configFile", "/no/such/file");
        System.setProperty("aws.sharedCredentialsFile", "/no/such/file");
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            if (System.getenv("AWS_REGION") == null) {
                assertThatThrownBy(() -> AwsClients.forRegion(Optional.empty()))
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining("--region");
            }
        } finally {
            Stream.of("aws.configFile", "aws.sharedCredentialsFile", "aws.disableEc2Metadata")
                    .forEach(System::clearProperty);
        }
    }

    private static RetryStrategy retries(AwsServiceClientConfiguration configuration) {
        return configuration.overrideConfiguration().retryStrategy().orElseThrow();
    }
}
