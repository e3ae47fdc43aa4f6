package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.EnabledRegions;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/**
 * Asks each account itself with {@code ListRegions}.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
public final class AccountRegions implements EnabledRegions {
    /** What it takes of the caller's permissions. */
    public static final String ACTION = "account:ListRegions";

    private static final int PAGE = 50;

    private final Function<String, AccountClient> clients;

    /** Asks through clients, one for each account. */
    public AccountRegions(Function<String, AccountClient> clients) {
        this.clients = clients;
    }

    @Override
    public Result<List<String>> of(String account) {
        AccountClient client = clients.apply(account);
        List<String> names = new ArrayList<>();
        PageTrail<String> trail = new PageTrail<>();
        String next = null;
        try {
            do {
                String token = next;
                ListRegionsResponse page = client.listRegions(b -> b.maxResults(PAGE)
                        .nextToken(token)
                        .regionOptStatusContains(RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT));
                if (!page.hasRegions()) {
                    return broken("without a list of regions", account);
                }
                page.regions().stream()
                        .filter(AccountRegions::enabled)
                        .map(Region::regionName)
                        .forEach(names::add);
                next = page.nextToken();
                if (next != null && trail.isEndless(next)) {
                    return broken("and repeated a page of it", account);
                }
            } while (next != null && !next.isEmpty());
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, "account " + account, e));
        }
        return names.isEmpty()
                ? broken("with no enabled region", account)
                : new Result.Success<>(names.stream().distinct().sorted().toList());
    }

    /** The filter is repeated here: an endpoint that ignores it must not add regions that refuse every call. */
    private static boolean enabled(Region region) {
        @Nullable RegionOptStatus status = region.regionOptStatus();
        return region.regionName() != null
                && !region.regionName().isBlank()
                && (status == RegionOptStatus.ENABLED || status == RegionOptStatus.ENABLED_BY_DEFAULT);
    }

    private static Result<List<String>> broken(String how, String account) {
        return new Result.Failure<>(
                new Cause(Cause.Kind.BROKEN, "AWS answered %s on account %s %s.".formatted(ACTION, account, how)));
    }
}
