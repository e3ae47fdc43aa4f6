package io.pitrguard.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.organization.MemberAccount.State;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link KnownAccounts}: what an account is, and when the plan is read again. */
class KnownAccountsTest {
    private static final String SHOP = "111111111111";
    private static final String NEW = "222222222222";

    private final SettableTime time = new SettableTime();
    private Result<Optional<List<KnownAccount>>> plan = plan(known(SHOP, State.ACTIVE, Optional.empty()));
    private int reads;
    private final KnownAccounts accounts = new KnownAccounts(
            () -> {
                reads++;
                return plan;
            },
            time);

    private static KnownAccount known(String id, State state, Optional<String> leftOut) {
        return new KnownAccount(new MemberAccount(id, "a", state, List.of()), Optional.empty(), leftOut);
    }

    private static Result<Optional<List<KnownAccount>>> plan(KnownAccount... known) {
        return new Result.Success<>(Optional.of(List.of(known)));
    }

    private Membership of(String account) {
        return accounts.of(account).success().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, , Member",
        "UNKNOWN, , Member",
        "ACTIVE, excluded, LeftOut",
        "SUSPENDED, , LeftOut",
        "SUSPENDED, suspended, LeftOut",
        "PENDING_CLOSURE, , LeftOut",
        "CLOSED, , LeftOut",
        "PENDING_ACTIVATION, , LeftOut"
    })
    void onlyAnAccountThatIsSweptIsAMember(State state, String leftOut, String expected) {
        plan = plan(known(SHOP, state, Optional.ofNullable(leftOut)));

        assertThat(of(SHOP).getClass().getSimpleName()).isEqualTo(expected);
        assertThat(of(NEW)).isEqualTo(new Membership.Outsider());
    }

    @Test
    void readsThePlanOnceInFiveMinutes() {
        of(SHOP);
        time.advance(Duration.ofMinutes(5).minusMillis(1));
        of(SHOP);
        assertThat(reads).isEqualTo(1);

        plan = plan();
        time.advance(Duration.ofMillis(1));
        assertThat(of(SHOP)).as("it left").isEqualTo(new Membership.Outsider());
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void looksForAnAccountThatItDoesNotKnowOnceInAMinute() {
        of(SHOP);
        assertThat(of(NEW)).isInstanceOf(Membership.Outsider.class);
        assertThat(reads).isEqualTo(1);

        plan = plan(known(NEW, State.ACTIVE, Optional.empty()));
        time.advance(Duration.ofMinutes(1));
        assertThat(of(NEW)).as("it joined").isInstanceOf(Membership.Member.class);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeReadIsNeitherMemberNorOutsider() {
        Cause denied = new Cause(Cause.Kind.DENIED, "AWS denied s3:GetObject.");
        plan = new Result.Failure<>(denied);
        assertThat(accounts.of(SHOP).failure()).contains(denied);

        plan = new Result.Success<>(Optional.empty());
        assertThat(accounts.of(SHOP).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message())
                        .contains("no plan of the organization yet", "The next sweep makes one."));

        plan = plan(known(SHOP, State.ACTIVE, Optional.empty()));
        assertThat(of(SHOP)).as("a failure is not kept").isInstanceOf(Membership.Member.class);

        time.advance(Duration.ofMinutes(5));
        plan = new Result.Failure<>(denied);
        assertThat(accounts.of(SHOP).failure()).as("nor is an old plan").contains(denied);
    }

    @Test
    void aDefectOfTheStoreIsACause() {
        KnownAccounts broken = new KnownAccounts(
                () -> {
                    throw new IllegalStateException("bug");
                },
                time);

        assertThat(broken.of(SHOP).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("bug"));
    }
}
