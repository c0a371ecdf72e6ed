import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { sourceOf } from '#server/http/incoming'
import { authOptions } from '#server/identity/auth-options'

type Asked = { params: Promise<{ nextauth: string[] }> }

const answer = (request: NextRequest, asked: Asked): Promise<Response> =>
  NextAuth(request, asked, authOptions(sourceOf(request.headers.get('x-forwarded-for'))))

export { answer as GET, answer as POST }
