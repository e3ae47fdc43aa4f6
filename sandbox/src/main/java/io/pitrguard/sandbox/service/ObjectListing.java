package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Bucket;
import io.pitrguard.sandbox.state.StoredObject;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.ServiceError;
import java.net.URLEncoder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** ListObjectsV2 and ListObjectVersions, by pages; without delimiters. */
final class ObjectListing {

    private static final int LARGEST_PAGE = 1000;
    private static final int NOT_IMPLEMENTED = 501;

    private ObjectListing() {}

    static ObjectNode list(Input input, Account account) {
        if (input.has("delimiter")) {
            throw new ServiceError("NotImplemented", "the sandbox lists without delimiters", NOT_IMPLEMENTED);
        }
        String prefix = input.text("prefix").orElse("");
        boolean encoded = input.text("encoding-type").filter("url"::equals).isPresent();
        Iterator<Map.Entry<String, StoredObject>> objects = ObjectOperations.bucket(input, account)
                .after(start(input), prefix)
                .entrySet()
                .iterator();
        int size = size(input);
        ObjectNode answer = Json.object().put("Name", input.text(S3.BUCKET).orElseThrow());
        answer.put("Prefix", shown(prefix, encoded)).put("MaxKeys", size);
        ArrayNode contents = answer.putArray("Contents");
        String last = "";
        while (contents.size() < size && objects.hasNext()) {
            Map.Entry<String, StoredObject> next = objects.next();
            last = next.getKey();
            contents.add(view(shown(last, encoded), next.getValue()));
        }
        if (encoded) {
            answer.put("EncodingType", "url");
        }
        answer.put("KeyCount", contents.size()).put("IsTruncated", objects.hasNext());
        return objects.hasNext() ? answer.put("NextContinuationToken", token(last)) : answer;
    }

    /** ListObjectVersions, by pages; without delete markers, and without the mark of the newest version. */
    static ObjectNode versions(Input input, Account account) {
        Bucket bucket = ObjectOperations.bucket(input, account);
        String prefix = input.text("prefix").orElse("");
        boolean encoded = input.text("encoding-type").filter("url"::equals).isPresent();
        String key = input.text("key-marker").orElse("");
        String id = input.text("version-id-marker").orElse("");
        List<Bucket.Version> rest = bucket.versions(prefix).stream()
                .filter(version -> version.key().compareTo(key) > 0
                        || (version.key().equals(key) && version.id().compareTo(id) > 0))
                .toList();
        List<Bucket.Version> page = rest.subList(0, Math.min(size(input), rest.size()));
        ObjectNode answer = Json.object().put("Name", input.text(S3.BUCKET).orElseThrow());
        answer.put("Prefix", shown(prefix, encoded)).put("MaxKeys", size(input));
        ArrayNode versions = answer.putArray("Version");
        page.forEach(version -> bucket.find(version.key(), version.id())
                .ifPresent(object ->
                        versions.add(view(shown(version.key(), encoded), object).put("VersionId", version.id()))));
        if (encoded) {
            answer.put("EncodingType", "url");
        }
        boolean cut = page.size() < rest.size();
        answer.put("IsTruncated", cut);
        return cut
                ? answer.put("NextKeyMarker", shown(page.getLast().key(), encoded))
                        .put("NextVersionIdMarker", page.getLast().id())
                : answer;
    }

    private static ObjectNode view(String key, StoredObject object) {
        return Json.object()
                .put("Key", key)
                .put(
                        "LastModified",
                        object.lastModified().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("ETag", object.eTag())
                .put("Size", object.size())
                .put("StorageClass", "STANDARD");
    }

    private static int size(Input input) {
        int asked = input.text("max-keys").map(Integer::parseInt).orElse(LARGEST_PAGE);
        return Math.min(LARGEST_PAGE, asked);
    }

    /** A page begins behind the last key of the one before, or behind a key that the caller names. */
    private static String start(Input input) {
        return input.text("continuation-token")
                .map(ObjectListing::keyOf)
                .or(() -> input.text("start-after"))
                .orElse("");
    }

    private static String token(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
    }

    private static String keyOf(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceError.client("InvalidArgument", "The continuation token provided is incorrect");
        }
    }

    private static String shown(String text, boolean encoded) {
        return encoded ? URLEncoder.encode(text, UTF_8).replace("%2F", "/") : text;
    }
}
