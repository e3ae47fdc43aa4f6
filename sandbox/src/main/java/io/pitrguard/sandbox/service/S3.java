package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestXmlProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amazon S3 (API version 2006-03-01): whole objects, in a bucket that asks for it every version of them. */
public final class S3 implements Service {

    static final String BUCKET = "Bucket";
    static final String KEY = "Key";
    static final String BODY = "Body";
    static final String CONTENT_TYPE = "ContentType";
    static final String IF_NONE_MATCH = "IfNoneMatch";

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "s3",
            new ErrorCodes.Code("SlowDown", 503),
            new ErrorCodes.Code("AccessDenied", 403),
            new ErrorCodes.Code("ExpiredToken", 400),
            new ErrorCodes.Code("InternalError", 500),
            new ErrorCodes.Code("InvalidArgument", 400),
            new ErrorCodes.Code("NoSuchKey", 404));

    static final String VERSION_ID = "versionId";

    private static final String LIST_TYPE = "list-type";

    private final Protocol protocol = new RestXmlProtocol("http://s3.amazonaws.com/doc/2006-03-01/");

    @Override
    public String id() {
        return "s3";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        S3Path path = S3Path.of(request);
        String where = path.key().isEmpty() ? "Bucket" : "Object";
        if (request.method().equals("GET")
                && where.equals("Bucket")
                && path.query().containsKey("versions")) {
            return "ListObjectVersions";
        }
        if (request.method().equals("GET")
                && where.equals("Bucket")
                && path.query().containsKey("object-lock")) {
            return "GetObjectLockConfiguration";
        }
        boolean list = where.equals("Bucket") && "2".equals(path.query().get(LIST_TYPE));
        return switch (request.method()) {
            case "GET" -> list ? "ListObjectsV2" : "Get" + where;
            case "PUT" -> where.equals("Object") ? "PutObject" : onBucket(path);
            case "HEAD" -> "Head" + where;
            case "DELETE" -> "Delete" + where;
            default -> request.method() + where;
        };
    }

    private static String onBucket(S3Path path) {
        return path.query().containsKey("versioning") ? "PutBucketVersioning" : "CreateBucket";
    }

    @Override
    public Input input(Request request) {
        S3Path path = S3Path.of(request);
        ObjectNode members = Json.object().put(BUCKET, path.bucket());
        path.query().forEach(members::put);
        if (!path.key().isEmpty()) {
            members.put(KEY, path.key());
        }
        members.set(BODY, BinaryNode.valueOf(ChunkedBody.content(request).content()));
        String unless = request.header("If-None-Match");
        if (unless != null) {
            members.put(IF_NONE_MATCH, unless);
        }
        String type = request.header("Content-Type");
        return new Input(members.put(CONTENT_TYPE, type == null ? "binary/octet-stream" : type));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateBucket", ObjectOperations::createBucket,
                "PutBucketVersioning", ObjectOperations::putVersioning,
                "GetObjectLockConfiguration", ObjectOperations::getLock,
                "PutObject", ObjectOperations::put,
                "GetObject", ObjectOperations::get,
                "HeadObject", ObjectOperations::get,
                "DeleteObject", ObjectOperations::delete,
                "ListObjectsV2", ObjectListing::list,
                "ListObjectVersions", ObjectListing::versions);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, resource(target));
    }

    /** The key, so that a fault can be put on one object. */
    @Override
    public @Nullable String table(Input input) {
        return input.text(KEY).orElse(null);
    }

    private static String resource(Target target) {
        Account account = target.account();
        String what = target.table() == null ? "*" : "*/" + target.table();
        return "\"arn:%s:s3:::%s\"".formatted(account.location().partition(), what);
    }
}
