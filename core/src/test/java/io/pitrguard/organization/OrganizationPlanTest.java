package io.pitrguard.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.organization.MemberAccount;
import io.pitrguard.domain.table.AccountRegion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link OrganizationPlan}: where a sweep begins. */
class OrganizationPlanTest {
    /** 9 is an account of no plan. */
    @ParameterizedTest
    @CsvSource({
        "'',      1234",
        "4,       4123",
        "42,      4213",
        "4242,    4213",
        "9394,    3412",
        "4321,    4321",
        "999,     1234",
    })
    void beginsWithSomePlacesAndLeavesTheOthersInTheirOrder(String first, String order) {
        OrganizationPlan plan = new OrganizationPlan(
                places("1234").map(OrganizationPlanTest::in).toList(), List.of(), List.of(), List.of());

        assertThat(plan.beginningWith(places(first).toList()))
                .containsExactlyElementsOf(
                        places(order).map(OrganizationPlanTest::in).toList());
    }

    private static Stream<AccountRegion> places(String digits) {
        return digits.chars()
                .mapToObj(digit ->
                        new AccountRegion("aws", Character.toString(digit).repeat(12), "eu-west-1"));
    }

    private static OrganizationPlan.Place in(AccountRegion where) {
        return new OrganizationPlan.Place(
                new MemberAccount(where.account(), "", MemberAccount.State.ACTIVE, List.of()), where);
    }
}
