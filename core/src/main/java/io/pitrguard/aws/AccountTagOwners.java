package io.pitrguard.aws;

import io.pitrguard.domain.organization.KnownAccount;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AccountOwners;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * Reads owners from the tags of accounts.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTagsForResource.html
 */
public final class AccountTagOwners implements AccountOwners {
    /** What it takes of the caller's permissions. */
    public static final String ACTION = "organizations:ListTagsForResource";

    private final OrganizationsClient client;

    /** Asks through this client. */
    public AccountTagOwners(OrganizationsClient client) {
        this.client = client;
    }

    @Override
    public Result<Optional<String>> of(String account) {
        PageTrail<String> trail = new PageTrail<>();
        Optional<String> token = Optional.empty();
        try {
            do {
                String next = token.orElse(null);
                ListTagsForResourceResponse page =
                        client.listTagsForResource(b -> b.resourceId(account).nextToken(next));
                Optional<String> owner = owner(page);
                if (owner.isPresent()) {
                    return new Result.Success<>(owner);
                }
                token = Optional.ofNullable(page.nextToken()).filter(each -> !each.isEmpty());
            } while (token.isPresent() && !trail.isEndless(token.get()));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, "account " + account, e));
        }
        return token.isEmpty()
                ? new Result.Success<>(Optional.empty())
                : new Result.Failure<>(new Cause(
                        Cause.Kind.BROKEN,
                        "AWS answered %s on account %s and repeated a page of it.".formatted(ACTION, account)));
    }

    private static Optional<String> owner(ListTagsForResourceResponse page) {
        return page.tags().stream()
                .filter(tag -> KnownAccount.OWNER_TAG.equals(tag.key()))
                .map(Tag::value)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
