// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/program.h"
#include "app/windowrun.h"

int main(int argc, char** argv)
{
    return shoppulse::runProgram(argc, argv, &shoppulse::runWindow);
}
