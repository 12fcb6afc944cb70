package io.mysqlredis.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The folder of unpacked programs, in which whatever has its final name is complete. */
record ServerFiles(Path folder) {
    private static final Set<PosixFilePermission> RUNNABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /** Fills a folder with files. */
    @FunctionalInterface
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The folder of that name, filled first where it is not there. */
    Path complete(String name, Progress progress, Filler filler) throws IOException {
        Path complete = folder.resolve(name);
        if (Files.isDirectory(complete)) {
            return complete;
        }
        FolderLock.holding(folder.resolve("." + name + ".lock"), progress, () -> {
            if (!Files.isDirectory(complete)) {
                Path partial = folder.resolve("." + name + ".partial");
                FileTree.delete(partial);
                Files.createDirectories(partial);
                filler.fill(partial);
                Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
            }
        });
        return complete;
    }

    /** Unpacks a compressed tar archive that is an entry of a jar. */
    static void untarEntry(Path jar, String entry, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream packed = zip.getInputStream(entry(zip, entry))) {
            untar(packed, into);
        }
    }

    /** Unpacks a compressed tar archive. */
    static void untar(Path archive, Path into) throws IOException {
        try (InputStream packed = Files.newInputStream(archive)) {
            untar(packed, into);
        }
    }

    /** Copies an entry of a jar, as a program that can be run. */
    static void copyProgram(Path jar, String entry, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream program = zip.getInputStream(entry(zip, entry))) {
            Path file = into.resolve(entry);
            Files.copy(program, file);
            Files.setPosixFilePermissions(file, RUNNABLE);
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " has no " + name);
        }
        return entry;
    }

    private static void untar(InputStream packed, Path into) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry next = tar.getNextEntry();
            while (next != null) {
                untar(tar, next, into);
                next = tar.getNextEntry();
            }
        }
    }

    private static void untar(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("Entry outside of its archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, RUNNABLE);
        }
    }
}
