package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.RecordedItems;
import io.pitrguard.port.Result;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationItem;
import software.amazon.awssdk.services.config.model.GetResourceConfigHistoryResponse;

/**
 * Reads configuration items with {@code GetResourceConfigHistory}.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
 */
public final class ConfigHistory implements RecordedItems {
    /** What reading takes of the caller's permissions. */
    public static final String ACTION = "config:GetResourceConfigHistory";

    private static final int MOST_PAGES = 60;

    private final ConfigClient client;

    /** Asks through this client. */
    public ConfigHistory(ConfigClient client) {
        this.client = client;
    }

    @Override
    public Result<Item> latest(String resourceType, String resourceId) {
        try {
            String next = null;
            PageTrail<String> trail = new PageTrail<>();
            // A page covers seven days, so that the first ones may be empty.
            for (int page = 0; page < MOST_PAGES; page++) {
                GetResourceConfigHistoryResponse history = page(resourceType, resourceId, next);
                if (!history.configurationItems().isEmpty()) {
                    return item(history.configurationItems().getFirst(), resourceType, resourceId);
                }
                next = history.nextToken();
                if (next == null || next.isEmpty()) {
                    break;
                }
                if (trail.isEndless(next)) {
                    return new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN, "AWS repeated a page of " + ACTION + " on " + resourceId + "."));
                }
            }
            return failed(resourceId, "AWS Config has no configuration item of it.");
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(ACTION, resourceId, e));
        }
    }

    /**
     * Returns the newest item of a resource that is wanted; empty where none is.
     *
     * @throws SdkException for what AWS answers
     * @throws NotUnderstoodException where AWS repeats a page
     */
    Optional<ConfigurationItem> newest(String resourceType, String resourceId, Predicate<ConfigurationItem> wanted) {
        String next = null;
        PageTrail<String> trail = new PageTrail<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            GetResourceConfigHistoryResponse history = page(resourceType, resourceId, next);
            Optional<ConfigurationItem> found =
                    history.configurationItems().stream().filter(wanted).findFirst();
            next = history.nextToken();
            if (found.isPresent() || next == null || next.isEmpty()) {
                return found;
            }
            if (trail.isEndless(next)) {
                throw new NotUnderstoodException(
                        new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + ACTION + " on " + resourceId + "."));
            }
        }
        return Optional.empty();
    }

    private GetResourceConfigHistoryResponse page(String resourceType, String resourceId, @Nullable String token) {
        return client.getResourceConfigHistory(b ->
                b.resourceType(resourceType).resourceId(resourceId).limit(1).nextToken(token));
    }

    private static Result<Item> item(ConfigurationItem item, String resourceType, String resourceId) {
        if (item.configurationItemStatusAsString() == null || item.configurationItemCaptureTime() == null) {
            return failed(resourceId, "The configuration item has no status or no capture time.");
        }
        return new Result.Success<>(new Item(
                resourceType,
                resourceId,
                item.configurationItemStatusAsString(),
                item.configurationItemCaptureTime(),
                Optional.ofNullable(item.supplementaryConfiguration().get("ContinuousBackupsDescription"))));
    }

    private static Result<Item> failed(String resourceId, String why) {
        return new Result.Failure<>(new Cause(Cause.Kind.REFUSED, ACTION + " on " + resourceId + ": " + why));
    }
}
