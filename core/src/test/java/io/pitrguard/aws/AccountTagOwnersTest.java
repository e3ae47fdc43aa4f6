package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.Tag;

class AccountTagOwnersTest {
    private static final String SHOP = "111111111111";
    private static final String BLANK = "222222222222";

    private final SandboxAws aws = SandboxAws.start();
    private final AccountTagOwners owners = new AccountTagOwners(aws.clients().client(OrganizationsClient.builder()));

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void readsTheTagOfAnAccount() {
        aws.sandbox().organization().account(SHOP, "shop", Set.of()).account(BLANK, "blank", Set.of());
        for (int i = 0; i < 45; i++) {
            aws.sandbox().organization().tag(SHOP, "a-%02d".formatted(i), "x");
        }
        aws.sandbox()
                .organization()
                .tag(SHOP, "pitr-guard:owner", " shop-team ")
                .tag(BLANK, "pitr-guard:owner", " ");

        assertThat(owners.of(SHOP)).isEqualTo(new Result.Success<>(Optional.of("shop-team")));
        assertThat(owners.of(BLANK)).isEqualTo(new Result.Success<>(Optional.empty()));
    }

    @Test
    void namesTheCallThatFails() {
        assertThat(owners.of("999999999999").failure())
                .map(Cause::message)
                .hasValueSatisfying(message ->
                        assertThat(message).contains("organizations:ListTagsForResource", "account 999999999999"));
    }

    @Test
    void endsAtRepeatedPages() {
        AccountTagOwners endless = new AccountTagOwners(new StubOrganizations() {
            @Override
            public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
                return ListTagsForResourceResponse.builder()
                        .tags(Tag.builder().key("other").value("x").build())
                        .nextToken("again")
                        .build();
            }
        });

        assertThat(endless.of(SHOP).failure()).map(Cause::kind).hasValue(Cause.Kind.BROKEN);
    }
}
