package uk.childpathways.engine.deployment;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.fileupload.FileItem;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.UploadContext;
import org.apache.commons.fileupload.disk.DiskFileItemFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;
import uk.childpathways.modelling.SentFiles;
import uk.childpathways.web.Problem;

/**
 * Reads an upload before the engine does: how large it is, how many parts it has and what they are called. The engine
 * would read any length into memory, and of two parts or files with one name keep the last in silence.
 */
@Configuration(proxyBeanMethods = false)
class DeploymentUpload {

    /** The files and what surrounds them. */
    static final int LARGEST = SentFiles.LARGEST_TOGETHER + 1024 * 1024;

    private static final Set<String> SETTINGS = Set.of(
            "deployment-name",
            "enable-duplicate-filtering",
            "deploy-changed-only",
            "deployment-source",
            "deployment-activation-time",
            "tenant-id");

    private static final int LONGEST_SETTING = 1000;

    /** Behind the filters that know who asks: nobody else makes the server read. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> uploadsAreReadFirst(ObjectProvider<DeploymentTrail> trail) {
        FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(new ReadsFirst(trail));
        registration.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        registration.setOrder(102);
        return registration;
    }

    private static final class ReadsFirst extends OncePerRequestFilter {

        private final ObjectProvider<DeploymentTrail> trail;

        ReadsFirst(ObjectProvider<DeploymentTrail> trail) {
            this.trail = trail;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            // As the engine reads the address, which takes it in whatever way it is written.
            String address = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8)
                    .replaceAll(";[^/]*", "")
                    .replaceAll("/+$", "");
            return !request.getMethod().equals("POST") || !address.endsWith("/deployment/create");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            byte[] body = request.getContentLengthLong() > LARGEST
                    ? new byte[0]
                    : request.getInputStream().readNBytes(LARGEST + 1);
            if (request.getContentLengthLong() > LARGEST || body.length > LARGEST) {
                throw refused(
                        HttpStatus.PAYLOAD_TOO_LARGE,
                        List.of("The upload is larger than " + LARGEST + " bytes (17 MB), and was not read. Send the"
                                + " files in parts."));
            }
            List<String> problems = problems(request, body);
            if (!problems.isEmpty()) {
                throw refused(HttpStatus.BAD_REQUEST, problems);
            }
            chain.doFilter(new ReadAgain(request, body), response);
        }

        /** The engine never sees it, but that it was tried is kept like any refused deployment. */
        private UploadRefused refused(HttpStatus status, List<String> sentences) {
            trail.getObject().uploadRefused(sentences);
            return new UploadRefused(status, sentences);
        }
    }

    /** Said to whoever sent it by the doors before the engine, in the engine's own shape. */
    private static final class UploadRefused extends Problem {
        UploadRefused(HttpStatus status, List<String> sentences) {
            super(status, "Not accepted", "Nothing was deployed. " + String.join(" ", sentences));
        }
    }

    /** With the reader that the engine uses, so that both see the same parts. */
    private static List<String> problems(HttpServletRequest request, byte[] body) {
        if (request.getContentType() == null
                || !request.getContentType().toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data")) {
            return List.of("The request holds no files (multipart/form-data). Deploy from Camunda Modeler.");
        }
        try {
            DiskFileItemFactory inMemory = new DiskFileItemFactory();
            inMemory.setSizeThreshold(Integer.MAX_VALUE);
            FileUpload upload = new FileUpload(inMemory);
            upload.setFileCountMax(SentFiles.MOST + SETTINGS.size());
            return problems(upload.parseParameterMap(new Sent(request, body)).values().stream()
                    .flatMap(List::stream)
                    .toList());
        } catch (InvalidFileNameException e) {
            return List.of("A file name holds a control character. Rename the file.");
        } catch (FileUploadException | RuntimeException e) {
            return List.of("The upload cannot be taken apart: " + SentFiles.shown(String.valueOf(e.getMessage()))
                    + ". Deploy from Camunda Modeler.");
        }
    }

    private static List<String> problems(List<FileItem> parts) {
        List<String> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (FileItem part : parts) {
            String name = part.getFieldName();
            if (name == null || name.isBlank() || name.length() > 200 || !name.equals(SentFiles.partName(name))) {
                found.add("A part of the upload is called '" + SentFiles.shown(String.valueOf(name))
                        + "'. Letters, numbers, spaces and . _ - / make the name of a part.");
            } else if (!names.add(name)) {
                found.add("Two parts of the upload are called '" + SentFiles.shown(name)
                        + "', and the engine would keep one of them. Give each its own name.");
            }
            if (name != null && SETTINGS.contains(name)) {
                if (part.getSize() > LONGEST_SETTING) {
                    found.add("The setting '" + name + "' has " + part.getSize() + " bytes, and no more than "
                            + LONGEST_SETTING + " are read.");
                }
                if (name.equals("deployment-activation-time")) {
                    found.add("The upload names a time from which it holds (deployment-activation-time). Until then no"
                            + " journey could begin: deploy it when it is to hold, and leave the time out.");
                }
                continue;
            }
            if (part.isFormField() && name != null && !name.isBlank() && !name.contains(".")) {
                found.add(
                        "The upload has a field '" + SentFiles.shown(name) + "', which is not known here: beside files"
                                + " only Modeler's own settings are read. Why you deploy is asked afterwards, at /models.");
                continue;
            }
            Optional<String> fileName = SentFiles.nameProblem(part.getName());
            fileName.ifPresent(found::add);
            if (fileName.isEmpty() && !files.add(part.getName())) {
                found.add("Two files are called " + SentFiles.shown(part.getName())
                        + ", and the engine would keep one of them. Rename one.");
            }
        }
        if (files.isEmpty() && found.isEmpty()) {
            found.add("The upload holds no file. Send a model (.bpmn), a table (.dmn) or a form (.form).");
        }
        return found.stream().distinct().toList();
    }

    private record Sent(HttpServletRequest request, byte[] body) implements UploadContext {

        @Override
        public long contentLength() {
            return body.length;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return request.getContentType();
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(body);
        }
    }

    /** The request with its body to be read a second time. */
    private static final class ReadAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            InputStream again = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    return again.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    return again.read(into, from, length);
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
