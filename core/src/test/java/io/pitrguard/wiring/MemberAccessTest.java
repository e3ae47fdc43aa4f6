package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.DynamoDbTableCatalog;
import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;

/** {@link MemberAccess}: whose tables its clients list, and what a role that cannot be assumed costs. */
class MemberAccessTest {
    private static final String SHOP = "111111111111";

    private final SandboxAws aws = SandboxAws.start();

    @BeforeEach
    void organization() {
        aws.sandbox()
                .organization()
                .account(SHOP, "shop", Set.of("eu-west-1", "us-east-1"))
                .role(SHOP, "audit/reader", "secret");
        aws.sandbox().tables().create("own");
        aws.sandbox().tables(SHOP, "eu-west-1").create("orders");
        aws.sandbox().tables(SHOP, "us-east-1").create("orders-us");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private MemberAccess access(String externalId) {
        return new MemberAccess(
                aws.clients(),
                aws.where(),
                new MemberAccess.Role("audit/reader", Optional.ofNullable(externalId), "test"));
    }

    private static AccountRegion place(String account, String region) {
        return new AccountRegion("aws", account, region);
    }

    private static Result<List<String>> tables(AwsClients clients) {
        return new DynamoDbTableCatalog(clients.dynamoDb(), clients.region().id())
                .list(Optional.empty())
                .map(Page::content);
    }

    @Test
    void readsTheOwnAccountWithoutARole() {
        assertThat(tables(access(null).to(aws.where()))).isEqualTo(new Result.Success<>(List.of("own")));
        assertThat(aws.sandbox().calls().count("AssumeRole")).isZero();
    }

    @Test
    void readsEachRegionOfAnAccountWithOneSession() {
        MemberAccess access = access("secret");

        assertThat(tables(access.to(place(SHOP, "eu-west-1")))).isEqualTo(new Result.Success<>(List.of("orders")));
        assertThat(tables(access.to(place(SHOP, "us-east-1")))).isEqualTo(new Result.Success<>(List.of("orders-us")));
        assertThat(aws.sandbox().calls().count("AssumeRole")).isEqualTo(1);
    }

    @Test
    void aRoleThatAsksForAnotherExternalIdIsDenied() {
        for (String externalId : new String[] {null, "guess"}) {
            assertThat(tables(access(externalId).to(place(SHOP, "eu-west-1"))).failure())
                    .hasValueSatisfying(cause -> {
                        assertThat(cause.kind()).isEqualTo(Cause.Kind.DENIED);
                        assertThat(cause.message())
                                .contains(
                                        "sts:AssumeRole on resource: arn:aws:iam::111111111111:role/audit/reader",
                                        "asks for no other external id");
                    });
        }
    }

    /** The StackSet deletes the role and creates it again: AWS no longer knows the sessions of the old one. */
    @Test
    void aRoleThatWasMadeAgainIsAssumedAgain() {
        MemberAccess access = access("secret");
        List<AwsClients> regions = List.of(access.to(place(SHOP, "eu-west-1")), access.to(place(SHOP, "us-east-1")));
        regions.forEach(MemberAccessTest::tables);

        makeAgain("secret");

        assertThat(regions)
                .map(clients -> tables(clients).success())
                .containsExactly(Optional.of(List.of("orders")), Optional.of(List.of("orders-us")));
        assertThat(aws.sandbox().calls().count("AssumeRole"))
                .as("once more for all regions")
                .isEqualTo(2);
    }

    /** Every service says in its own words that it does not know a session. */
    @Test
    void whateverServiceNoticesFirst() {
        AwsClients clients = access("secret").to(place(SHOP, "eu-west-1"));
        List<Supplier<Object>> calls = List.of(
                () -> clients.dynamoDb().listTables(),
                () -> clients.pacedDynamoDb().listTables(),
                () -> clients.tagging().getResources(),
                () -> clients.eventBridge().listRules(r -> {}),
                () -> clients.sns()
                        .listSubscriptionsByTopic(r -> r.topicArn("arn:aws:sns:eu-west-1:%s:none".formatted(SHOP))),
                () -> clients.s3().listObjectsV2(r -> r.bucket("none")),
                () -> clients.cloudTrail("eu-west-1").describeTrails());
        for (Supplier<Object> call : calls) {
            makeAgain("secret");

            assertThat(answer(call)).doesNotContain("security token");
        }
    }

    private static String answer(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (SdkException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aRoleThatIsGoneIsTheCauseUntilItIsBack() {
        AwsClients clients = access("secret").to(place(SHOP, "eu-west-1"));
        tables(clients);
        aws.time().advance(Duration.ofHours(1));
        aws.sandbox().organization().removeRole(SHOP, "audit/reader");

        assertThat(tables(clients).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message())
                        .contains("sts:AssumeRole on arn:aws:iam::111111111111:role/audit/reader"));
        makeAgain("secret");
        assertThat(tables(clients).success()).contains(List.of("orders"));
    }

    /** AWS answers the same where a region is not enabled. */
    @Test
    void aNewSessionIsNotReplaced() {
        MemberAccess access = access("secret");
        AwsClients disabled = access.to(place(SHOP, "ap-east-1"));
        for (int tries = 0; tries < 3; tries++) {
            assertThat(tables(disabled).failure())
                    .hasValueSatisfying(cause -> assertThat(cause.toDo()).contains("region is not enabled"));
        }
        assertThat(aws.sandbox().calls().count("AssumeRole")).isEqualTo(1);

        aws.time().advance(Duration.ofMinutes(2));
        for (int tries = 0; tries < 3; tries++) {
            tables(disabled);
        }
        assertThat(aws.sandbox().calls().count("AssumeRole")).isEqualTo(2);
    }

    private void makeAgain(String externalId) {
        aws.time().advance(Duration.ofMinutes(2));
        aws.sandbox().organization().removeRole(SHOP, "audit/reader").role(SHOP, "audit/reader", externalId);
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, DENIED",
        "EXPIRED_TOKEN, DENIED",
        "THROTTLED, THROTTLED",
        "SERVER_ERROR, BROKEN",
        "UNAVAILABLE, BROKEN",
        "MALFORMED, BROKEN",
        "EMPTY, BROKEN",
        "CONNECTION_DROPPED, BROKEN",
        "NOT_HTTP, BROKEN",
        "VALIDATION, REFUSED"
    })
    void whatStsAnswersIsTheCause(Effect effect, Cause.Kind kind) {
        aws.sandbox().faults().add(Fault.on("AssumeRole", effect));

        Result<List<String>> tables = tables(access("secret").to(place(SHOP, "eu-west-1")));

        assertThat(tables.failure())
                .hasValueSatisfying(
                        cause -> assertThat(cause.kind()).as("%s", cause).isEqualTo(kind));
        aws.sandbox().faults().clear();
        assertThat(tables(access("secret").to(place(SHOP, "eu-west-1"))).success())
                .as("another try may succeed")
                .contains(List.of("orders"));
    }
}
