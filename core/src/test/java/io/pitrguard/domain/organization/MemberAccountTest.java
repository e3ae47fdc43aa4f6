package io.pitrguard.domain.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberAccountTest {
    @ParameterizedTest
    @CsvSource({
        "ACTIVE, true",
        "UNKNOWN, true",
        "PENDING_ACTIVATION, false",
        "SUSPENDED, false",
        "PENDING_CLOSURE, false",
        "CLOSED, false"
    })
    void isUsableUnlessItIsKnownNotToBe(MemberAccount.State state, boolean usable) {
        assertThat(new MemberAccount("111122223333", "shop", state, List.of()).usable())
                .isEqualTo(usable);
    }

    @Test
    void namesItsUnitsFromTheRootDown() {
        MemberAccount account = new MemberAccount(
                "111122223333",
                "shop",
                MemberAccount.State.ACTIVE,
                List.of(new OrganizationalUnit("ou-a", "Workloads"), new OrganizationalUnit("ou-b", "Production")));
        assertThat(account.path()).isEqualTo("Workloads/Production");
    }

    @Test
    void refusesWhatNoAccountIs() {
        assertThatThrownBy(() -> new MemberAccount("shop", "shop", MemberAccount.State.ACTIVE, List.of()))
                .hasMessageContaining("12 digits");
        assertThatThrownBy(() -> new OrganizationalUnit(" ", "Workloads")).hasMessageContaining("id");
    }
}
