/*
 * The floor under Get-IommuGroup: nothing but the system calls that its result cannot be had without.
 * For each function it opens the directory once and reads six attributes and two links; for each IOMMU group it
 * lists the members and reads two attributes. Nothing is parsed, kept or printed but the counts.
 *
 * Usage: floor ROOT. Each line on standard input is answered with one round: nanoseconds, functions, groups.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct entry {
    unsigned long inode;
    long offset;
    unsigned short size;
    unsigned char kind;
    char name[];
};

static unsigned long checksum;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void read_file(int directory, const char *name)
{
    char text[4096];
    int file = openat(directory, name, O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(name);
    ssize_t length = read(file, text, sizeof text);
    if (length < 0) fail(name);
    checksum += (unsigned long)length;
    close(file);
}

static void read_link(int directory, const char *name)
{
    char text[512];
    /* A function without a driver has no such link. */
    checksum += (unsigned long)readlinkat(directory, name, text, sizeof text);
}

static void read_function(int devices, const char *name)
{
    static const char *const files[] = { "vendor", "device", "class", "subsystem_vendor", "subsystem_device", "revision" };
    int directory = openat(devices, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) fail(name);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) read_file(directory, files[i]);
    read_link(directory, "driver");
    read_link(directory, "iommu_group");
    close(directory);
}

static void nothing(int parent, const char *name)
{
    (void)parent;
    (void)name;
}

static long list(int parent, const char *path, void (*visit)(int, const char *))
{
    static char buffers[2][32768];
    static int depth;
    char *buffer = buffers[depth++];
    int directory = openat(parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) fail(path);
    long count = 0, length;
    while ((length = syscall(SYS_getdents64, directory, buffer, sizeof buffers[0])) > 0) {
        for (char *record = buffer; record < buffer + length; record += ((struct entry *)record)->size) {
            const char *name = ((struct entry *)record)->name;
            if (name[0] == '.') continue;
            visit(directory, name);
            count++;
        }
    }
    if (length < 0) fail(path);
    close(directory);
    depth--;
    return count;
}

static void read_group(int groups, const char *name)
{
    int directory = openat(groups, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) fail(name);
    checksum += (unsigned long)list(directory, "devices", nothing);
    read_file(directory, "type");
    read_file(directory, "reserved_regions");
    close(directory);
}

int main(int count, char **arguments)
{
    if (count != 2 || chdir(arguments[1]) != 0) fail("floor ROOT");
    for (int c; (c = getchar()) != EOF;) {
        if (c != '\n') continue;
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        long functions = list(AT_FDCWD, "sys/bus/pci/devices", read_function);
        long groups = list(AT_FDCWD, "sys/kernel/iommu_groups", read_group);
        clock_gettime(CLOCK_MONOTONIC, &end);
        printf("%ld %ld %ld\n", (end.tv_sec - start.tv_sec) * 1000000000L + end.tv_nsec - start.tv_nsec, functions, groups);
        fflush(stdout);
    }
    return checksum == 0;
}
